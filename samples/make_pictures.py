"""Draw the pictures of the sample stories.

    python samples/make_pictures.py [NUMBER ...]

Each scene is composed as SVG from a few motifs (karst ridges, falling water, terraces, cloth, lanterns, people) in
the palette of the project, rendered by Chromium at 1600 x 1000 and saved as JPEG in ``samples/pictures``. The same
seed gives the same drawing. ``CHROMIUM`` names another browser binary. Needs Pillow; nothing is fetched.
"""

# ruff: noqa: E501
# Path data and one-line motifs read better unbroken.

import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

W, H = 1600, 1000
FOLDER = Path(__file__).parent / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

INDIGO, JADE, BROCADE, GOLD, PAPER = "#1B2440", "#0B6B5F", "#A8243A", "#E3A72F", "#FBFAF7"
STONE, NIGHT, LEAF, SKIN = "#5E5A50", "#10141E", "#4E8A4A", "#D9A679"

Point = tuple[float, float]


def mix(a: str, b: str, t: float) -> str:
    """The colour at ``t`` (0 to 1) of the way from ``a`` to ``b``."""
    pairs = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in pairs)


def line(points: Sequence[Point]) -> str:
    """An open path through the points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def area(points: Sequence[Point], bottom: float = H) -> str:
    """The path from the points down to ``bottom``."""
    return f"{line(points)}L{points[-1][0]:.1f} {bottom:.1f}L{points[0][0]:.1f} {bottom:.1f}Z"


class Scene:
    """An SVG that grows from back to front."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.parts: list[str] = []
        self.defs: list[str] = []

    def add(self, *parts: str) -> None:
        self.parts.extend(parts)

    def define(self, body: str) -> str:
        """Keep a definition whose ``ID`` becomes a fresh name, and give the reference to it."""
        name = f"d{len(self.defs)}"
        self.defs.append(body.replace("ID", name))
        return f"url(#{name})"

    def gradient(self, *stops: tuple[float, str, float], across: bool = False) -> str:
        marks = "".join(f'<stop offset="{o}" stop-color="{c}" stop-opacity="{a}"/>' for o, c, a in stops)
        end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        return self.define(f'<linearGradient id="ID" x1="0" y1="0" {end}>{marks}</linearGradient>')

    def glow(self, colour: str, strength: float = 1.0) -> str:
        return self.define(
            f'<radialGradient id="ID"><stop offset="0" stop-color="{colour}" stop-opacity="{strength}"/>'
            f'<stop offset=".4" stop-color="{colour}" stop-opacity="{strength * 0.35}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>'
        )

    def blur(self, size: float) -> str:
        return self.define(
            f'<filter id="ID" x="-120%" y="-150%" width="340%" height="400%"><feGaussianBlur stdDeviation="{size}"/></filter>'
        )

    def clip(self, path: str) -> str:
        return self.define(f'<clipPath id="ID"><path d="{path}"/></clipPath>')

    def path(self, d: str, fill: str = "none", extra: str = "") -> None:
        self.add(f'<path d="{d}" fill="{fill}" {extra}/>')

    def rect(self, x: float, y: float, w: float, h: float, fill: str, extra: str = "") -> None:
        self.add(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}" {extra}/>')

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, extra: str = "") -> None:
        self.add(f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" {extra}/>')

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{W}" height="{H}" viewBox="0 0 {W} {H}">'
            f"<defs>{''.join(self.defs)}</defs>{''.join(self.parts)}</svg>"
        )


# ---- sky, mountains, water -----------------------------------------------------------------------------------------


def sky(s: Scene, *colours: str) -> None:
    stops = [(i / (len(colours) - 1), c, 1.0) for i, c in enumerate(colours)]
    s.rect(0, 0, W, H, s.gradient(*stops))


def sun(s: Scene, x: float, y: float, r: float, colour: str, halo: float = 5) -> None:
    s.oval(x, y, r * halo, r * halo, s.glow(colour, 0.55))
    s.oval(x, y, r, r, mix(colour, PAPER, 0.35))


def clouds(s: Scene, y: float, colour: str = PAPER, count: int = 5, opacity: float = 0.5) -> None:
    """Long flat clouds with round ends, as in a woodblock print."""
    for _ in range(count):
        x, top = s.random.uniform(-100, W), y + s.random.uniform(-70, 70)
        for k in range(3):
            w = s.random.uniform(160, 420) * (1 - k * 0.2)
            s.rect(
                x + s.random.uniform(-60, 80),
                top + k * 17,
                w,
                15,
                colour,
                f'rx="7.5" opacity="{opacity - k * 0.1:.2f}"',
            )


def ridge(
    s: Scene, base: float, height: float, towers: int, slim: float = 1.0, gap: tuple[float, float] | None = None
) -> list[Point]:
    """The outline of karst towers; ``gap`` keeps a stretch of x low."""
    rnd = s.random
    peaks = []
    for i in range(towers):
        x = (i + rnd.uniform(0.1, 0.9)) * (W + 200) / towers - 100
        h = height * rnd.uniform(0.45, 1.0)
        if gap and gap[0] < x < gap[1]:
            h *= 0.25
        peaks.append((x, h, rnd.uniform(0.55, 1.0) * (W / towers) * 0.95 / slim, rnd.uniform(-0.25, 0.25)))
    phases = [rnd.uniform(0, math.tau) for _ in range(4)]
    points = []
    for step in range(0, W + 40, 8):
        x = step - 20
        y = height * 0.12 * (1 + math.sin(x / 170 + phases[0]))
        for px, ph, pw, lean in peaks:
            t = (x - px) / pw
            t += lean * (1 - min(1, abs(t))) * t
            if abs(t) < 1:
                y = max(y, ph * (1 - abs(t) ** 2.3) ** 0.85)
        rough = math.sin(x / 23 + phases[1]) + 0.7 * math.sin(x / 11 + phases[2]) + 0.5 * math.sin(x / 5.3 + phases[3])
        points.append((x, base - y - rough * min(5, y * 0.03)))
    return points


def mountains(s: Scene, points: list[Point], fill: str, lit: str, *, marks: int = 0, bottom: float = H) -> None:
    """A range with its lit side to the left, limestone streaks, and bushes on the ledges."""
    shape = area(points, bottom)
    inside = s.clip(shape)
    s.path(shape, lit)
    group = [f'<g clip-path="{inside}">']
    for k, (dx, dy) in enumerate(((16, 10), (46, 34))):
        moved = [(x + dx, y + dy) for x, y in points]
        group.append(f'<path d="{area([(-60, H), *moved], bottom)}" fill="{mix(lit, fill, (k + 1) / 2)}"/>')
    for _ in range(marks):
        x, y = s.random.choice(points)
        y += s.random.uniform(20, 190)
        size = s.random.uniform(12, 46)
        tone = mix(fill, PAPER, s.random.uniform(0.10, 0.3))
        group.append(
            f'<path d="M{x:.0f} {y:.0f}q{s.random.uniform(-6, 6):.1f} {size / 2:.1f} {s.random.uniform(-4, 4):.1f} {size:.1f}" '
            f'stroke="{tone}" stroke-width="{s.random.uniform(1.5, 4):.1f}" fill="none" stroke-linecap="round" opacity=".55"/>'
        )
        if s.random.random() < 0.55:
            group.append(
                f'<path d="M{x:.0f} {y + size:.0f}q{size * 0.2:.0f} {-size * 0.4:.0f} {size * 0.5:.0f} {-size * 0.1:.0f}q{size * 0.3:.0f} '
                f'{-size * 0.4:.0f} {size * 0.6:.0f} {size * 0.1:.0f}Z" fill="{mix(fill, NIGHT, 0.22)}" opacity=".6"/>'
            )
    s.add(*group, "</g>")


def mist(s: Scene, y: float, depth: float, colour: str = PAPER, strength: float = 0.85) -> None:
    s.rect(0, y - depth, W, depth * 1.6, s.gradient((0, colour, 0), (0.625, colour, strength), (1, colour, 0)))


def ripples(
    s: Scene, top: float, bottom: float, colours: Sequence[str], count: int, reach: tuple[float, float] = (0, W)
) -> None:
    for _ in range(count):
        t = s.random.random()
        y = top + (bottom - top) * t
        w = s.random.uniform(20, 60) * (0.6 + 2.4 * t)
        x = s.random.uniform(*reach)
        s.rect(
            x - w / 2,
            y,
            w,
            1.5 + 3.5 * t,
            s.random.choice(list(colours)),
            f'rx="2" opacity="{s.random.uniform(0.2, 0.65):.2f}"',
        )


def cascade(s: Scene, x: float, top: float, w: float, h: float, tint: str = "#9CCFC6") -> None:
    """One curtain of falling water, woven of ribbons that start and end unevenly."""
    half = w / 2
    count = max(5, int(w / 7))
    s.path(
        f"M{x - half:.0f} {top + 10:.0f}Q{x:.0f} {top - 8:.0f} {x + half:.0f} {top + 10:.0f}"
        f"Q{x + half * 1.1:.0f} {top + h * 0.6:.0f} {x + half * 1.16:.0f} {top + h:.0f}H{x - half * 1.16:.0f}"
        f"Q{x - half * 1.1:.0f} {top + h * 0.6:.0f} {x - half:.0f} {top + 10:.0f}Z",
        s.gradient((0, PAPER, 1), (0.5, mix(PAPER, tint, 0.3), 1), (1, PAPER, 1)),
    )
    for k in range(count):
        t = (k + 0.5) / count * 2 - 1
        rx = x + t * half + s.random.uniform(-5, 5)
        width = s.random.uniform(7, 20)
        y1 = top + 8 * t * t + s.random.uniform(0, 4)
        y2 = top + h + s.random.uniform(-16, 12) - 12 * t * t
        spread = t * half * 0.16
        tone = mix(PAPER, tint, s.random.choice((0, 0, 0.1, 0.22)))
        s.path(
            f"M{rx - width / 2:.1f} {y1 + 6:.1f}q{width / 2:.1f} -5 {width:.1f} 0"
            f"C{rx + width / 2 + spread * 0.2:.1f} {y1 + h * 0.4:.1f} {rx + width * 0.6 + spread:.1f} {y2 - h * 0.3:.1f} {rx + width * 0.7 + spread:.1f} {y2:.1f}"
            f"q{-width * 0.7:.1f} 10 {-width * 1.4:.1f} 0C{rx - width * 0.6 + spread:.1f} {y2 - h * 0.3:.1f} {rx - width / 2 + spread * 0.2:.1f} {y1 + h * 0.4:.1f} {rx - width / 2:.1f} {y1 + 6:.1f}Z",
            tone,
        )
    for _ in range(count * 2):
        t = s.random.uniform(-0.95, 0.95)
        y1, length = top + s.random.uniform(6, h * 0.65), s.random.uniform(0.15, 0.5) * h
        s.path(
            f"M{x + t * half:.1f} {y1:.1f}q{t * 4:.1f} {length / 2:.1f} {t * 7:.1f} {min(length, top + h - y1):.1f}",
            "none",
            f'stroke="{tint}" stroke-width="{s.random.uniform(1, 3.2):.1f}" stroke-linecap="round" opacity="{s.random.uniform(0.25, 0.75):.2f}"',
        )
    for _ in range(count):
        s.oval(
            x + s.random.uniform(-half, half) * 1.1,
            top + h + s.random.uniform(-4, 8),
            s.random.uniform(9, 20),
            s.random.uniform(4, 9),
            PAPER,
            'opacity=".85"',
        )


def spray(s: Scene, x: float, y: float, w: float, h: float, strength: float = 0.9) -> None:
    soft = s.blur(h / 3.2)
    for _ in range(7):
        s.oval(
            x + s.random.uniform(-w / 2, w / 2), y + s.random.uniform(-h / 3, h / 4), w * s.random.uniform(0.12, 0.25), h * 0.45,
            PAPER, f'filter="{soft}" opacity="{strength * s.random.uniform(0.4, 0.9):.2f}"',
        )  # fmt: skip


# ---- plants ---------------------------------------------------------------------------------------------------------


def bush(s: Scene, x: float, y: float, size: float, colour: str) -> None:
    for k in range(9):
        angle = math.pi * (k / 8)
        r = size * s.random.uniform(0.3, 0.48)
        s.oval(
            x + math.cos(angle) * size * 0.75,
            y - math.sin(angle) * size * 0.55,
            r,
            r * 0.85,
            mix(colour, INDIGO if k % 2 else LEAF, 0.2),
        )
    s.oval(x, y - size * 0.15, size * 0.9, size * 0.42, colour)


def grove(s: Scene, y: float, colour: str, size: float, x0: float = -40, x1: float = W + 40, step: float = 0.9) -> None:
    x = x0
    while x < x1:
        bush(
            s,
            x,
            y + s.random.uniform(-size * 0.2, size * 0.3),
            size * s.random.uniform(0.6, 1.15),
            mix(colour, LEAF, s.random.uniform(0, 0.25)),
        )
        x += size * s.random.uniform(0.6, 1.3) * step


def tufts(s: Scene, box: tuple[float, float, float, float], colour: str, count: int) -> None:
    """Short blades of grass scattered over a box given by its left, top, right and bottom."""
    for _ in range(count):
        x, y = s.random.uniform(box[0], box[2]), s.random.uniform(box[1], box[3])
        s.path(
            f"M{x:.0f} {y:.0f}l-4 -9M{x:.0f} {y:.0f}l1 -12M{x:.0f} {y:.0f}l6 -8",
            "none",
            f'stroke="{colour}" stroke-width="2" stroke-linecap="round" opacity=".6"',
        )


def banana(
    s: Scene, x: float, y: float, size: float, colour: str, leaves: Sequence[float] = (-70, -40, -12, 15, 42, 70)
) -> None:
    """A fan of broad leaves; angles from upright in degrees."""
    for k, angle in enumerate(leaves):
        length, width = size * s.random.uniform(0.8, 1.1), size * 0.15
        tone = mix(colour, PAPER if k % 2 else NIGHT, 0.10)
        s.add(
            f'<g transform="translate({x:.0f} {y:.0f}) rotate({angle})">'
            f'<path d="M0 0C{-width:.0f} {-length * 0.35:.0f} {-width:.0f} {-length * 0.75:.0f} {length * 0.1:.0f} {-length:.0f}'
            f'C{width * 1.3:.0f} {-length * 0.7:.0f} {width:.0f} {-length * 0.3:.0f} 0 0Z" fill="{tone}"/>'
            f'<path d="M0 0Q{-width * 0.1:.0f} {-length * 0.5:.0f} {length * 0.1:.0f} {-length:.0f}" stroke="{mix(tone, PAPER, 0.3)}" '
            f'stroke-width="2.5" fill="none"/></g>'
        )


def bamboo(s: Scene, x: float, y: float, height: float, colour: str, lean: float = 0.0) -> None:
    tip = x + lean
    s.path(
        f"M{x:.0f} {y:.0f}Q{x:.0f} {y - height * 0.6:.0f} {tip:.0f} {y - height:.0f}",
        "none",
        f'stroke="{colour}" stroke-width="7"',
    )
    for k in range(3, 12):
        t = k / 12
        bx, by = x + lean * t * t, y - height * t
        s.oval(bx, by, 6, 2, mix(colour, PAPER, 0.4))
        if k > 4:
            side = 1 if k % 2 else -1
            for turn in (15, 40, 65):
                s.add(
                    f'<path transform="translate({bx:.0f} {by:.0f}) rotate({side * (60 + turn)})" d="M0 0Q5 -22 0 -46Q-5 -22 0 0Z" '
                    f'fill="{mix(colour, JADE, 0.4)}"/>'
                )


def blossom_branch(s: Scene, points: Sequence[Point], thick: float, colour: str, petal: str, count: int) -> None:
    (x0, y0), (x1, y1), (x2, y2) = points
    s.path(
        f"M{x0} {y0}Q{x1} {y1} {x2} {y2}", "none", f'stroke="{colour}" stroke-width="{thick}" stroke-linecap="round"'
    )
    for _ in range(count):
        t = s.random.uniform(0.12, 1)
        x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2 + s.random.uniform(-34, 34)
        y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2 + s.random.uniform(-30, 30)
        r, turn = s.random.uniform(5, 11), s.random.uniform(0, 72)
        tone = mix(petal, PAPER, s.random.uniform(0, 0.55))
        for k in range(5):
            a = math.radians(turn + 72 * k)
            s.oval(x + math.cos(a) * r * 0.75, y + math.sin(a) * r * 0.75, r * 0.62, r * 0.62, tone)
        s.oval(x, y, r * 0.3, r * 0.3, GOLD)


# ---- people and things ----------------------------------------------------------------------------------------------


def person(
    s: Scene, x: float, y: float, h: float, *, top: str = INDIGO, lower: str = NIGHT, scarf: str | None = BROCADE,
    skirt: bool = False, hat: bool = False, pack: str | None = None, basket: bool = False, arm: float = 20, face: int = 1,
    step: float = 0.0, sash: str | None = GOLD,
) -> None:  # fmt: skip
    """A standing or walking figure with the feet at (x, y); ``arm`` is the swing of the near arm in degrees."""
    p = [f'<g transform="translate({x:.0f} {y:.0f}) scale({face * h / 100:.3f} {h / 100:.3f})">']
    if pack:
        p.append(f'<rect x="-21" y="-80" width="15" height="28" rx="6" fill="{pack}"/>')
    if basket:
        p.append(
            '<path d="M-24 -80L-8 -80L-11 -44L-20 -44Z" fill="#B98B4A"/><path d="M-24 -72h16M-22 -62h13M-21 -53h10" stroke="#7F5A2A" stroke-width="1.6"/>'
        )
    if skirt:
        p.append(f'<path d="M-9 -50L9 -50L{14 + step * 0.4:.0f} -8L{-14 - step * 0.4:.0f} -8Z" fill="{lower}"/>')
        p.append(
            f'<path d="M{-13 - step * 0.4:.0f} -14L{13 + step * 0.4:.0f} -14" stroke="{BROCADE}" stroke-width="4"/>'
        )
        p.append(f'<path d="M-6 -8v8M6 -8v8" stroke="{NIGHT}" stroke-width="5"/>')
    else:
        p.append(
            f'<path d="M-3 -48L{-5 - step:.0f} 0M3 -48L{5 + step:.0f} 0" stroke="{lower}" stroke-width="9" stroke-linecap="round"/>'
        )
    p.append(f'<path d="M-9 -79Q0 -84 9 -79L12 -40Q0 -36 -12 -40Z" fill="{top}"/>')
    if sash:
        p.append(f'<path d="M-10.5 -55Q0 -51 10.5 -55" stroke="{sash}" stroke-width="3.4" fill="none"/>')
    p.append(
        f'<g transform="translate(6 -75) rotate({-arm})"><path d="M0 0L2 27" stroke="{mix(top, PAPER, 0.14)}" stroke-width="7" stroke-linecap="round"/><circle cx="2.4" cy="31" r="3.4" fill="{SKIN}"/></g>'
    )
    p.append(
        f'<rect x="-3" y="-85" width="6" height="8" fill="{mix(SKIN, INDIGO, 0.15)}"/><circle cx="1" cy="-90" r="8.2" fill="{SKIN}"/>'
    )
    if hat:
        p.append('<path d="M-17 -92Q0 -112 19 -92Q0 -97 -17 -92Z" fill="#E9D6A0"/>')
    elif scarf:
        p.append(f'<path d="M-8 -86Q-10 -99 2 -98Q11 -97 9.5 -91Q2 -95 -3 -92Q-5 -87 -8 -86Z" fill="{NIGHT}"/>')
        p.append(f'<path d="M-8 -95l-7 15 6 1 4 -13Z" fill="{mix(scarf, NIGHT, 0.2)}"/>')
        p.append(f'<path d="M-11 -93Q-12 -106 1 -106Q14 -106 12.5 -94Q1 -99 -11 -93Z" fill="{scarf}"/>')
        p.append(
            f'<path d="M-11 -97Q1 -104 12 -98M-8 -101Q1 -106 9 -102" stroke="{mix(scarf, NIGHT, 0.3)}" stroke-width="1.3" fill="none"/>'
        )
    else:
        p.append(f'<path d="M-8 -87Q-10 -100 2 -99Q11 -98 9.5 -92Q2 -95 -3 -92Q-5 -88 -8 -87Z" fill="{NIGHT}"/>')
    s.add(*p, "</g>")


def lantern(s: Scene, x: float, y: float, size: float, colour: str, lit: bool = True) -> None:
    if lit:
        s.oval(x, y, size * 3.4, size * 3.4, s.glow(colour, 0.55))
    s.path(f"M{x:.1f} {y - size * 1.5:.1f}V{y - size:.1f}", "none", f'stroke="{NIGHT}" stroke-width="2"')
    s.oval(x, y, size * 0.95, size, mix(colour, PAPER, 0.12))
    for k in (0.35, 0.75):
        s.oval(x, y, size * k, size, "none", f'stroke="{mix(colour, NIGHT, 0.35)}" stroke-width="1.6" opacity=".7"')
    for end in (-1, 1):
        s.rect(x - size * 0.42, y + end * size - 3, size * 0.84, 6, GOLD, 'rx="2"')
    s.path(
        f"M{x:.1f} {y + size:.1f}v{size * 0.8:.1f}",
        "none",
        f'stroke="{BROCADE}" stroke-width="{max(2, size * 0.16):.1f}"',
    )


def tiled_roof(
    s: Scene, x: float, y: float, w: float, h: float, colour: str, curl: float = 24, eave: str | None = None
) -> None:
    """A roof with lifted corners; (x, y) is the middle of the ridge."""
    half = w / 2
    shape = (
        f"M{x - half * 0.62:.0f} {y}L{x + half * 0.62:.0f} {y}Q{x + half * 0.8:.0f} {y + h * 0.75:.0f} {x + half:.0f} {y + h - curl:.0f}"
        f"Q{x + half * 0.85:.0f} {y + h:.0f} {x + half * 0.72:.0f} {y + h:.0f}L{x - half * 0.72:.0f} {y + h:.0f}"
        f"Q{x - half * 0.85:.0f} {y + h:.0f} {x - half:.0f} {y + h - curl:.0f}Q{x - half * 0.8:.0f} {y + h * 0.75:.0f} {x - half * 0.62:.0f} {y}Z"
    )
    s.path(shape, colour)
    inside = s.clip(shape)
    rows = "".join(f"M{x - half:.0f} {y + h * k / 6:.0f}h{w:.0f}" for k in range(1, 6))
    ribs = "".join(f"M{x + i * w / 26:.0f} {y}L{x + i * w / 20:.0f} {y + h:.0f}" for i in range(-12, 13))
    s.add(
        f'<g clip-path="{inside}" fill="none"><path d="{ribs}" stroke="{mix(colour, NIGHT, 0.35)}" stroke-width="2.5"/>'
        f'<path d="{rows}" stroke="{mix(colour, PAPER, 0.18)}" stroke-width="1.5"/></g>'
    )
    s.rect(x - half * 0.64, y - 7, w * 0.64, 10, mix(colour, NIGHT, 0.4), 'rx="4"')
    if eave:
        s.rect(x - half * 0.74, y + h - 3, w * 0.74, 7, eave, 'rx="3"')


def stilt_house(s: Scene, x: float, y: float, size: float, wall: str = "#8A5B33", roof: str = "#4A4238") -> None:
    w = size * 1.3
    for k in range(5):
        s.rect(x - w * 0.42 + k * w * 0.205, y - size * 0.34, size * 0.045, size * 0.34, mix(wall, NIGHT, 0.4))
    s.rect(x - w * 0.46, y - size * 0.66, w * 0.92, size * 0.34, wall)
    for k in range(9):
        s.rect(x - w * 0.46 + k * w * 0.104, y - size * 0.66, 2, size * 0.34, mix(wall, NIGHT, 0.35))
    for k in (-0.26, 0.0, 0.26):
        s.rect(x + k * w - size * 0.06, y - size * 0.58, size * 0.12, size * 0.17, mix(GOLD, PAPER, 0.3))
    s.rect(x - w * 0.5, y - size * 0.35, w, size * 0.04, mix(wall, NIGHT, 0.5))
    tiled_roof(s, x, y - size * 1.12, w * 1.25, size * 0.5, roof, 8)


def cloth_pattern(s: Scene, kind: int, ground: str, mark: str) -> str:
    """A repeating wax-resist motif: lozenges, mountains or eight-pointed stars."""
    if kind == 0:
        body = f'<path d="M30 6L54 30L30 54L6 30Z" fill="none" stroke="{mark}" stroke-width="3"/><path d="M30 20L40 30L30 40L20 30Z" fill="{mark}"/><circle cx="0" cy="0" r="4" fill="{mark}"/><circle cx="60" cy="0" r="4" fill="{mark}"/><circle cx="0" cy="60" r="4" fill="{mark}"/><circle cx="60" cy="60" r="4" fill="{mark}"/>'
    elif kind == 1:
        body = (
            "".join(
                f'<path d="M0 {y}L15 {y - 13}L30 {y}L45 {y - 13}L60 {y}" fill="none" stroke="{mark}" stroke-width="3"/>'
                for y in (20, 30, 50)
            )
            + f'<path d="M0 58h60" stroke="{mark}" stroke-width="2" stroke-dasharray="4 5"/>'
        )
    else:
        rays = "".join(
            f'<path transform="rotate({a} 30 30)" d="M30 30L25 16L30 5L35 16Z" fill="{mark}"/>'
            for a in range(0, 360, 45)
        )
        body = (
            rays
            + f'<circle cx="30" cy="30" r="4" fill="{ground}"/><path d="M0 0h60v60h-60Z" fill="none" stroke="{mark}" stroke-width="1.4" stroke-dasharray="3 5"/>'
        )
    return s.define(
        f'<pattern id="ID" width="60" height="60" patternUnits="userSpaceOnUse"><rect width="60" height="60" fill="{ground}"/>{body}</pattern>'
    )


def hanging_cloth(s: Scene, x: float, y: float, w: float, h: float, fill: str, border: str, sway: float) -> None:
    shape = f"M{x} {y}h{w}C{x + w + sway * 0.4:.0f} {y + h * 0.35:.0f} {x + w - sway * 0.3:.0f} {y + h * 0.7:.0f} {x + w + sway:.0f} {y + h:.0f}Q{x + w / 2 + sway:.0f} {y + h + 16:.0f} {x + sway:.0f} {y + h:.0f}C{x - sway * 0.3:.0f} {y + h * 0.7:.0f} {x + sway * 0.4:.0f} {y + h * 0.35:.0f} {x} {y}Z"
    inside = s.clip(shape)
    s.path(shape, fill)
    parts = [f'<g clip-path="{inside}">']
    if border:
        for top, deep in ((0.80, 0.035), (0.86, 0.075), (0.955, 0.03)):
            tone = border if deep > 0.05 else GOLD
            parts.append(
                f'<rect x="{x - 60}" y="{y + h * top:.0f}" width="{w + 140}" height="{h * deep:.0f}" fill="{tone}"/>'
            )
        zig = "".join(f"l{w / 16:.1f} {(-1 if k % 2 else 1) * h * 0.05:.1f}" for k in range(24))
        parts.append(f'<path d="M{x - 20} {y + h * 0.872:.0f}{zig}" stroke="{PAPER}" stroke-width="3" fill="none"/>')
    for k in range(4):
        fx = x + w * (0.12 + 0.25 * k)
        parts.append(
            f'<path d="M{fx:.0f} {y}C{fx + sway * 0.5:.0f} {y + h * 0.35:.0f} {fx - sway * 0.3:.0f} {y + h * 0.7:.0f} {fx + sway:.0f} {y + h + 20:.0f}L{fx + sway + w * 0.11:.0f} {y + h + 20:.0f}C{fx + w * 0.07:.0f} {y + h * 0.7:.0f} {fx + w * 0.10:.0f} {y + h * 0.35:.0f} {fx + w * 0.05:.0f} {y}Z" fill="{NIGHT}" opacity="{0.16 + 0.05 * (k % 2)}"/>'
        )
    s.add(*parts, "</g>")


def raft(s: Scene, x: float, y: float, size: float) -> None:
    for k in range(6):
        s.rect(x - size / 2 + k * 5, y - k * 5, size, 7, mix("#C79A4B", NIGHT, k * 0.05), 'rx="3.5"')
    for t in (0.2, 0.5, 0.8):
        s.rect(x - size / 2 + size * t, y - 26, 6, 32, "#7F5A2A", 'rx="2" transform="skewX(0)"')


def birds(s: Scene, x: float, y: float, count: int, colour: str = INDIGO) -> None:
    for k in range(count):
        bx, by, r = (
            x + k * 34 + s.random.uniform(-12, 12),
            y + abs(k - count / 3) * 16 + s.random.uniform(-8, 8),
            s.random.uniform(9, 14),
        )
        s.path(
            f"M{bx - r:.0f} {by - 3:.0f}Q{bx - r / 2:.0f} {by - r * 0.7:.0f} {bx:.0f} {by:.0f}Q{bx + r / 2:.0f} {by - r * 0.7:.0f} {bx + r:.0f} {by - 3:.0f}",
            "none",
            f'stroke="{colour}" stroke-width="2.6" stroke-linecap="round"',
        )


# ---- the scenes -----------------------------------------------------------------------------------------------------


def waterfall(s: Scene) -> None:
    sky(s, "#BFDCDD", "#E4EEE4", "#FBF3DF")
    sun(s, 1260, 190, 54, "#F3C66B")
    clouds(s, 210, count=4, opacity=0.55)
    mountains(s, ridge(s, 560, 330, 9, 1.2), "#A5C4C2", "#B9D2CD")
    mist(s, 540, 150, "#F2F3E8", 0.8)
    mountains(s, ridge(s, 640, 420, 7, 1.0, (430, 1150)), "#6FA29B", "#8DB8AE", marks=60)
    mist(s, 600, 130, "#E8F0E6", 0.75)
    cliff = [
        (180, 560),
        (300, 430),
        (420, 400),
        (560, 372),
        (760, 360),
        (960, 366),
        (1120, 392),
        (1240, 430),
        (1400, 560),
        (1500, 700),
    ]
    s.path("M80 760L180 560L300 440L420 402L560 374L760 362L960 368L1120 394L1240 432L1400 560L1530 760Z", "#3E6B5C")
    inside = s.clip(area(cliff, 800))
    s.add(f'<g clip-path="{inside}">')
    for _ in range(240):
        x, y = s.random.uniform(150, 1480), s.random.uniform(380, 760)
        s.path(
            f"M{x:.0f} {y:.0f}l{s.random.uniform(-8, 8):.0f} {s.random.uniform(20, 70):.0f}",
            "none",
            f'stroke="{s.random.choice(["#2C5348", "#54826F", "#7B9C84", "#24463F"])}" stroke-width="{s.random.uniform(2, 8):.0f}" stroke-linecap="round" opacity=".7"',
        )
    s.add("</g>")
    for x, y, size in (
        (150, 700, 60),
        (215, 620, 56),
        (190, 560, 46),
        (285, 560, 50),
        (270, 480, 44),
        (350, 480, 40),
        (330, 430, 36),
        (420, 420, 34),
    ):
        bush(s, x, y, size, "#2F6B53")
        bush(s, 1590 - x, y + 6, size * 1.05, "#2A604B")
    for x, size in ((470, 26), (590, 20), (715, 24), (880, 20), (1000, 26), (1110, 24)):
        bush(s, x, 382 - (6 if 600 < x < 1000 else -8), size, "#3F7D5C")
    for x, w in ((520, 70), (640, 110), (790, 150), (945, 96), (1055, 54)):
        cascade(s, x, 370 + abs(x - 780) * 0.09, w * 1.1, 124 - abs(x - 780) * 0.05)
    for y, x0, x1 in ((492, 440, 1140), (602, 380, 1210)):
        for k in range(26):
            x = x0 + (x1 - x0) * k / 25
            s.oval(
                x,
                y + s.random.uniform(-8, 12),
                s.random.uniform(24, 46),
                s.random.uniform(12, 20),
                s.random.choice(["#2F5C4D", "#3F7460", "#27503F"]),
            )
    for x, w in ((470, 50), (590, 120), (745, 165), (915, 130), (1056, 84), (1132, 36)):
        cascade(s, x, 488 + (x * 7) % 17, w, 112)
    for x, w in ((425, 84), (548, 118), (700, 158), (872, 160), (1030, 124), (1152, 66), (1220, 30)):
        cascade(s, x, 598 + (x * 5) % 19, w, 124)
    spray(s, 780, 735, 900, 70)
    s.rect(0, 725, W, 275, s.gradient((0, "#BFE3D8", 1), (0.25, "#4FB3A0", 1), (1, JADE, 1)))
    spray(s, 790, 735, 860, 44, 0.8)
    ripples(s, 745, 1000, (PAPER, "#8FD6C6", "#0A584F"), 170)
    raft(s, 800, 872, 190)
    person(s, 735, 860, 96, hat=True, arm=58, lower="#3B3F52")
    s.path("M760 795L708 905", "none", 'stroke="#7F5A2A" stroke-width="5" stroke-linecap="round"')
    for x, c in ((800, BROCADE), (838, "#D8603C"), (868, JADE)):
        person(s, x, 858, 66, top=c, arm=10, lower=c, skirt=True)
    bush(s, 60, 770, 130, "#255546")
    bush(s, 1540, 775, 140, "#255546")
    banana(s, 90, 1040, 330, "#1E5A45", (-50, -22, 5, 30, 55))
    banana(s, 1510, 1050, 360, "#17483A", (-60, -35, -8, 18, 44))
    grove(s, 1010, "#143C33", 60, 180, 420)
    grove(s, 1012, "#143C33", 60, 1180, 1420)


def gate(s: Scene) -> None:
    sky(s, "#F6D9A0", "#F9E9C8", "#FBF6EA")
    sun(s, 330, 250, 60, GOLD)
    clouds(s, 190, count=4, opacity=0.6)
    mountains(s, ridge(s, 560, 380, 8, 1.15), "#C7B99B", "#DDD0B0")
    mist(s, 560, 160, "#FBF3DF", 0.9)
    mountains(s, ridge(s, 640, 400, 6, 1.0, (560, 1250)), "#6D7E73", "#93A08C", marks=60)
    mist(s, 640, 120, "#F7EEDB", 0.85)
    s.path("M0 640Q400 600 800 612Q1200 600 1600 640V1000H0Z", "#7E8F67")
    grove(s, 640, "#4A6B52", 40, -20, 420)
    grove(s, 640, "#4A6B52", 40, 1260, 1640)
    s.path("M690 640H910L1330 1000H250Z", "#B9AE9A")
    s.path("M250 1000L690 640H704L330 1000ZM1330 1000L910 640H896L1250 1000Z", "#8E8472")
    for k in range(7):
        t = (k / 7) ** 1.7
        y = 655 + 345 * t
        s.rect(797 - 5 * t, y, 6 + 12 * t, 18 + 46 * t, PAPER, 'opacity=".8"')
    for x in (520, 680, 884, 1044):
        s.rect(x, 470, 36, 215, "#E8DAB8")
        s.rect(x + 24, 470, 12, 215, "#CDBB92")
        s.rect(x - 8, 672, 52, 22, "#8E8472")
    s.rect(500, 446, 600, 42, BROCADE)
    s.rect(500, 480, 600, 8, GOLD)
    for k in range(19):
        s.path(f"M{516 + k * 31} 467l9 -11 9 11 -9 11Z", GOLD)
    tiled_roof(s, 800, 350, 760, 100, "#355A55", 40, GOLD)
    tiled_roof(s, 800, 262, 420, 82, "#2C4D49", 34, GOLD)
    s.rect(690, 338, 220, 16, BROCADE)
    for x in (600, 800, 1000):
        lantern(s, x, 520, 15, BROCADE, False)
    tufts(s, (0, 660, 240, 980), "#5E7050", 150)
    tufts(s, (1350, 730, 1600, 980), "#5E7050", 120)
    tufts(s, (0, 655, 480, 760), "#5E7050", 120)
    s.add('<g transform="translate(62 34)">')
    # the new screen: mountains, falls and a bridge, no words
    s.rect(1180, 700, 22, 130, "#3A4150")
    s.rect(1398, 700, 22, 130, "#3A4150")
    s.oval(1300, 570, 330, 240, s.glow("#8FE0D0", 0.5))
    s.rect(1128, 420, 344, 286, INDIGO, 'rx="10"')
    s.rect(1144, 436, 312, 254, s.gradient((0, "#F7C97A", 1), (0.55, "#7CCBBF", 1), (1, JADE, 1)))
    view = s.clip("M1144 436h312v254h-312Z")
    s.add(
        f'<g clip-path="{view}"><path d="M1130 600Q1180 500 1215 560Q1250 470 1290 575Q1330 500 1370 560Q1420 480 1480 600V700H1130Z" fill="#2F7F78"/>'
    )
    s.add('<path d="M1276 560h34l8 70h-50Z" fill="#FBFAF7"/><path d="M1130 630h340v70h-340Z" fill="#0E5F58"/>')
    s.add(
        f'<path d="M1170 650Q1300 560 1430 650" stroke="{GOLD}" stroke-width="9" fill="none"/><path d="M1170 652Q1300 728 1430 652" stroke="{GOLD}" stroke-width="5" fill="none" opacity=".5"/></g>'
    )
    s.rect(1110, 822, 380, 20, "#6E6655", 'rx="4"')
    s.add("</g>")
    # a bus, a lorry, people
    s.rect(555, 640, 110, 78, "#E6E2D6", 'rx="8"')
    s.rect(563, 650, 94, 26, "#5C7A88", 'rx="3"')
    s.rect(555, 690, 110, 12, JADE)
    for x in (580, 640):
        s.oval(x, 720, 12, 12, NIGHT)
    s.rect(925, 602, 120, 92, "#3F6F9A", 'rx="4"')
    s.rect(931, 612, 108, 6, "#7FA6C8")
    s.rect(938, 650, 94, 58, "#2B4F70", 'rx="8"')
    s.rect(946, 658, 78, 22, "#BFD8DF", 'rx="4"')
    s.rect(948, 692, 16, 8, GOLD, 'rx="3"')
    s.rect(1006, 692, 16, 8, GOLD, 'rx="3"')
    for x in (950, 1022):
        s.oval(x, 712, 13, 13, NIGHT)
    for x, y, h, c, face, opts in (
        (470, 850, 150, INDIGO, 1, {"basket": True, "skirt": True}),
        (560, 880, 160, "#3D5A6C", 1, {"pack": BROCADE, "scarf": None, "step": 6}),
        (1060, 885, 160, JADE, 1, {"pack": GOLD, "hat": True, "step": 5}),
        (1165, 900, 165, "#8A4B5E", 1, {"scarf": None, "arm": 75, "skirt": True}),
        (1240, 880, 110, "#D8863C", 1, {"scarf": None, "arm": 40}),
    ):
        s.oval(x, y + 2, h * 0.2, 7, "#6B604C", 'opacity=".5"')
        person(s, x, y, h, top=c, face=face, **opts)  # type: ignore[arg-type]
    grove(s, 1010, "#3F5A44", 64, -30, 260)
    grove(s, 1015, "#3F5A44", 64, 1440, 1640)


def market(s: Scene) -> None:
    sky(s, "#CFE0E2", "#F4EBDD", "#FBF3E3")
    mountains(s, ridge(s, 470, 330, 8, 1.2), "#AEBFC6", "#C4D0D2")
    mist(s, 470, 150, "#FBF5EA", 0.9)
    mountains(s, ridge(s, 520, 330, 6, 1.0, (600, 1000)), "#6B8791", "#8BA3A6", marks=50)
    mist(s, 525, 140, "#FBF3E3", 0.9)
    s.rect(0, 500, W, 500, s.gradient((0, "#E6D2AC", 1), (1, "#C9A877", 1)))
    for _ in range(160):
        t = s.random.random()
        s.oval(
            s.random.uniform(0, W),
            520 + 470 * t,
            10 + 24 * t,
            2 + 4 * t,
            s.random.choice(["#B8925F", "#F0DFBF"]),
            'opacity=".45"',
        )

    def stall(x: float, y: float, w: float, c1: str, c2: str) -> None:
        h = w * 0.55
        for px in (x - w * 0.44, x + w * 0.42):
            s.rect(px, y - h, 7, h, "#6B4A2B")
        s.rect(x - w * 0.42, y - h * 0.34, w * 0.84, h * 0.30, "#8A5F36")
        s.rect(x - w * 0.45, y - h * 0.38, w * 0.9, 9, "#B98B4A")
        stripes = 8
        for k in range(stripes):
            a, b = x - w / 2 + k * w / stripes, x - w / 2 + (k + 1) * w / stripes
            t = 0.8
            s.path(
                f"M{x + (a - x) * t:.0f} {y - h * 1.38:.0f}L{x + (b - x) * t:.0f} {y - h * 1.38:.0f}L{b:.0f} {y - h:.0f}Q{(a + b) / 2:.0f} {y - h + w * 0.08:.0f} {a:.0f} {y - h:.0f}Z",
                c1 if k % 2 else c2,
            )

    def heap(x: float, y: float, size: float, colour: str) -> None:
        for row in range(4):
            for k in range(6 - row):
                s.oval(
                    x + (k - (5 - row) / 2) * size,
                    y - row * size * 0.75,
                    size * 0.56,
                    size * 0.56,
                    mix(colour, PAPER if (k + row) % 3 == 0 else BROCADE, 0.14),
                )

    def crowd(y: float, h: float, xs: Sequence[float]) -> None:
        for x in xs:
            top = s.random.choice([INDIGO, "#27365E", "#2F4A72", JADE, "#7A2F45", "#3A3350"])
            person(s, x, y + s.random.uniform(-8, 8), h * s.random.uniform(0.9, 1.08), top=top, skirt=s.random.random() < 0.6, lower=mix(top, NIGHT, 0.4),
                   scarf=s.random.choice([BROCADE, GOLD, "#D8603C", PAPER, "#5CCBB8"]), basket=s.random.random() < 0.35, hat=s.random.random() < 0.15,
                   face=s.random.choice([1, -1]), arm=s.random.uniform(5, 70), step=s.random.uniform(0, 5))  # fmt: skip

    for x, c1, c2 in (
        (130, "#3E7C8C", PAPER),
        (380, BROCADE, GOLD),
        (640, JADE, PAPER),
        (960, GOLD, PAPER),
        (1220, "#4B5D92", PAPER),
        (1470, BROCADE, PAPER),
    ):
        stall(x, 600, 220, c1, c2)
    crowd(622, 90, (60, 210, 290, 470, 540, 720, 790, 860, 1060, 1130, 1330, 1390, 1560))
    s.rect(0, 440, W, 200, s.gradient((0, "#FBF5EA", 0), (0.4, "#FBF5EA", 0.55), (1, "#FBF5EA", 0)))
    for x, c1, c2 in ((170, GOLD, PAPER), (1420, JADE, GOLD)):
        stall(x, 760, 360, c1, c2)
        heap(x - 80, 688, 20, "#E8892B")
        heap(x + 60, 688, 18, "#7FA045" if x < 800 else "#C9503A")
    crowd(775, 140, (420, 520, 610, 760, 880, 1010, 1130))
    for x, y, c in ((480, 900, "#E8892B"), (640, 930, "#8C9E3F"), (1010, 915, "#B5573A")):
        s.path(f"M{x - 78} {y - 20}L{x + 78} {y - 20}L{x + 60} {y + 42}H{x - 60}Z", "#A8773E")
        for k in range(5):
            s.path(f"M{x - 74 + k * 3} {y - 8 + k * 11}H{x + 74 - k * 3}", "none", 'stroke="#7F5A2A" stroke-width="3"')
        heap(x, y - 24, 25, c)
    for k, (c, d) in enumerate(((INDIGO, PAPER), ("#2F4A72", GOLD), (BROCADE, PAPER))):
        s.rect(770, 868 + k * 31, 150, 30, c, 'rx="13"')
        s.path(f"M784 {883 + k * 31}" + "l9 -7 9 7" * 6, "none", f'stroke="{d}" stroke-width="3"')
        s.oval(906, 883 + k * 31, 12, 13, mix(c, PAPER, 0.25))
        s.oval(906, 883 + k * 31, 6, 7, c)
    person(s, 330, 960, 260, top=INDIGO, skirt=True, lower="#27365E", basket=True, arm=35)
    person(s, 1190, 965, 265, top="#27365E", skirt=True, lower=INDIGO, scarf=GOLD, face=-1, arm=62)
    person(s, 1320, 975, 175, top=BROCADE, scarf=None, lower=INDIGO, face=-1, arm=15)


def indigo(s: Scene) -> None:
    sky(s, "#F7E8C9", "#FBF4E4", "#F3E7CC")
    sun(s, 1330, 170, 56, GOLD)
    mountains(s, ridge(s, 480, 260, 8, 1.1), "#CFC9A8", "#DFDABD")
    mist(s, 480, 120, "#FBF4E4", 0.9)
    for k in range(9):
        y = 470 + k * 24
        tone = mix("#C7C46B", LEAF, (k % 3) / 3)
        s.path(f"M0 {y + 20}Q400 {y - 26 + k * 3} 800 {y + 8}Q1200 {y + 34 - k * 2} 1600 {y - 10}V1000H0Z", tone)
        s.path(
            f"M0 {y + 20}Q400 {y - 26 + k * 3} 800 {y + 8}Q1200 {y + 34 - k * 2} 1600 {y - 10}",
            "none",
            f'stroke="{mix(tone, PAPER, 0.5)}" stroke-width="3"',
        )
    stilt_house(s, 300, 700, 330)
    grove(s, 704, "#4F7A4A", 46, -30, 130)
    grove(s, 704, "#4F7A4A", 46, 520, 620)
    s.rect(0, 690, W, 310, s.gradient((0, "#D8BE8C", 1), (1, "#BF9A63", 1)))
    for _ in range(120):
        t = s.random.random()
        s.oval(
            s.random.uniform(0, W),
            705 + 290 * t,
            8 + 26 * t,
            2 + 3 * t,
            s.random.choice(["#A98450", "#E8D5AE"]),
            'opacity=".5"',
        )
    for x, y, h in ((560, 905, 620), (1545, 920, 640)):
        s.rect(x, y - h, 14, h, "#9A7A3C")
        for k in range(1, 7):
            s.rect(x - 1, y - h + k * h / 7, 16, 4, "#6F5526")
    s.rect(500, 300, 1100, 13, "#B08F4A", 'rx="6"')
    deep = ("#1B2440", "#24335F", "#31508A", "#4F78AE", "#8FB0CF", "#1F2C52")
    x = 590.0
    for k, (w, h) in enumerate(((170, 470), (140, 400), (190, 500), (150, 430), (165, 470), (120, 380))):
        ground = deep[k]
        fill = (
            cloth_pattern(s, k % 3, ground, mix(ground, PAPER, 0.82))
            if k != 3
            else s.gradient((0, "#31508A", 1), (1, INDIGO, 1))
        )
        hanging_cloth(s, x, 308, w, h, fill, BROCADE if k in (0, 2, 4) else "", 16 * (-1) ** k + 6)
        s.rect(x - 2, 296, w + 4, 20, mix(ground, PAPER, 0.12), 'rx="8"')
        x += w - 8
    for x, y, r in ((250, 850, 84), (420, 900, 72)):
        s.oval(x, y + r * 0.9, r * 1.15, r * 0.22, "#8A6A3C", 'opacity=".6"')
        s.path(
            f"M{x - r * 0.72:.0f} {y - r * 0.6:.0f}C{x - r * 1.35:.0f} {y:.0f} {x - r:.0f} {y + r:.0f} {x - r * 0.5:.0f} {y + r:.0f}H{x + r * 0.5:.0f}C{x + r:.0f} {y + r:.0f} {x + r * 1.35:.0f} {y:.0f} {x + r * 0.72:.0f} {y - r * 0.6:.0f}Z",
            s.gradient((0, "#8A4F2E", 1), (0.6, "#6B3A22", 1), (1, "#4A2616", 1), across=True),
        )
        s.oval(x, y - r * 0.6, r * 0.74, r * 0.2, "#5A3220")
        s.oval(x, y - r * 0.58, r * 0.62, r * 0.15, "#24335F")
        s.oval(x - r * 0.15, y - r * 0.6, r * 0.3, r * 0.05, "#6C7FC0")
    person(s, 120, 955, 300, top=INDIGO, skirt=True, lower="#24335F", arm=48, scarf=BROCADE)
    s.path("M178 800Q214 812 236 800L230 880Q208 868 196 884Z", "#31508A")


def terraces(s: Scene) -> None:
    sky(s, "#F2C98A", "#F8E5BF", "#FBF4E2")
    sun(s, 1120, 210, 62, "#E99A3C", 6)
    clouds(s, 150, "#FDF1D8", 4, 0.7)
    mountains(s, ridge(s, 470, 330, 9, 1.35), "#C49F86", "#DDBE9E")
    mist(s, 470, 130, "#FBEBCB", 0.85)
    mountains(s, ridge(s, 520, 280, 7, 1.15), "#857A79", "#A89A8C", marks=70)
    mist(s, 520, 110, "#F9E6C2", 0.85)
    greens = ("#E3A72F", "#D9B544", "#B8B24A", "#94A548", "#EDC35C", "#7F9A48")

    def flank(y: float, k: int, phase: float) -> list[Point]:
        points = []
        for step in range(0, W + 20, 20):
            x = float(step)
            left = 210 * math.exp(-(((x - 250) / 330) ** 2))
            right = 150 * math.exp(-(((x - 1330) / 300) ** 2))
            fold = 16 * math.sin(x / 120 + phase) + 9 * math.sin(x / 57 + k * 0.6)
            points.append((x, y - left * (1 - k / 17) - right * (1 - k / 20) + fold * (0.4 + k / 14)))
        return points

    y = 560.0
    for k in range(15):
        step = 14 + k * 4.1
        wall = 4 + k * 1.7
        points = flank(y, k, k * 0.42)
        tone = greens[(k * 5 + k // 3) % 6]
        s.path(area(points), "#6E6A60")
        inside = s.clip(area(points))
        stones = [f'<g clip-path="{inside}">']
        for _ in range(int(60 + k * 12)):
            px, py = s.random.choice(points)
            stones.append(
                f'<ellipse cx="{px + s.random.uniform(-12, 12):.0f}" cy="{py + s.random.uniform(0, wall):.0f}" rx="{wall * s.random.uniform(0.5, 1.0):.1f}" ry="{wall * 0.32:.1f}" fill="{s.random.choice(["#8F8A7C", "#A39D8C", "#57534A", "#7B766A"])}"/>'
            )
        s.add(*stones, "</g>")
        field = [(px, py + wall) for px, py in points]
        s.path(
            area(field), s.gradient((0, mix(tone, PAPER, 0.28), 1), (0.18, tone, 1), (1, mix(tone, "#5E6B2F", 0.35), 1))
        )
        tufts_path = ""
        if k > 4:
            for _ in range(170):
                px, py = s.random.choice(field)
                dy = s.random.uniform(6, step * 0.9)
                tufts_path += f"M{px + s.random.uniform(-10, 10):.0f} {py + dy:.0f}l{s.random.uniform(-3, 3):.0f} -{3 + k * 0.8:.0f}"
            s.path(
                tufts_path,
                "none",
                f'stroke="{mix(tone, "#6A5A1C", 0.45)}" stroke-width="{1 + k * 0.14:.1f}" stroke-linecap="round" opacity=".6"',
            )
        y += step
    stilt_house(s, 265, 508, 92, roof="#5A4A3A")
    stilt_house(s, 372, 520, 70, roof="#5A4A3A")
    grove(s, 500, "#5B6B3C", 18, 130, 215)
    person(s, 980, 812, 110, hat=True, top=INDIGO, basket=True, step=6, lower="#3A3350")
    person(s, 1060, 806, 104, top="#7A2F45", skirt=True, lower=INDIGO, step=4, arm=40)
    banana(s, 1560, 1040, 300, "#55692F", (-75, -50, -25, 0, 22))


def valley(s: Scene) -> None:
    sky(s, "#A9CDE0", "#D8E9EA", "#FBF6E6")
    sun(s, 260, 190, 46, "#F6D68C")
    clouds(s, 170, count=6, opacity=0.75)
    mountains(s, ridge(s, 430, 260, 9, 1.2), "#9DBBC4", "#B4CDD0")
    mist(s, 430, 110, "#F3F4EA", 0.85)
    mountains(s, ridge(s, 480, 260, 7, 1.05, (600, 1000)), "#5F8E8B", "#7FAAA0", marks=60)
    mist(s, 480, 90, "#EAF1E6", 0.8)
    s.rect(0, 465, W, 535, s.gradient((0, "#B5C98A", 1), (1, "#6F9A55", 1)))
    for k in range(7):
        for j in range(9):
            t = k / 7
            x, y, w = -60 + j * 190 + k * 37, 486 + 300 * t * t + k * 16, 150 + 40 * t
            s.path(
                f"M{x:.0f} {y:.0f}h{w:.0f}l{-20 - 20 * t:.0f} {20 + 34 * t:.0f}h{-w:.0f}Z",
                s.random.choice(["#C9D58C", "#9DBB66", "#E0CB6B", "#84AB5C", "#B3C878"]),
                'opacity=".85"',
            )
    s.path(
        "M1010 462C900 520 1180 560 1000 640C820 720 420 760 300 1000H1130C1080 850 1240 760 1270 660C1300 570 1060 530 1046 462Z",
        s.gradient((0, "#CFE6E4", 1), (0.5, "#6FB9B4", 1), (1, "#1F7F7A", 1)),
    )
    river = s.clip(
        "M1010 462C900 520 1180 560 1000 640C820 720 420 760 300 1000H1130C1080 850 1240 760 1270 660C1300 570 1060 530 1046 462Z"
    )
    s.add(f'<g clip-path="{river}">')
    ripples(s, 520, 1000, (PAPER, "#9ADAD2", "#15625E"), 180, (300, 1280))
    s.add("</g>")

    def hall(x: float, y: float, w: float, h: float, roof: str) -> None:
        s.path(f"M{x} {y}h{w}v{-h}h{-w}Z", "#F1EBDC")
        s.path(f"M{x + w} {y}l{w * 0.3:.0f} {-h * 0.35:.0f}v{-h}l{-w * 0.3:.0f} {h * 0.35:.0f}Z", "#CFC6B0")
        s.path(f"M{x - 6} {y - h}l{w * 0.3:.0f} {-h * 0.55:.0f}h{w + 6:.0f}l{-w * 0.27:.0f} {h * 0.55:.0f}Z", roof)
        for k in range(5):
            s.path(
                f"M{x + 8 + k * w / 5:.0f} {y - h - 4:.0f}l{w * 0.26:.0f} {-h * 0.46:.0f}h{w / 8:.0f}l{-w * 0.26:.0f} {h * 0.46:.0f}Z",
                "#27406B" if k % 2 == 0 else mix(roof, NIGHT, 0.15),
            )
        for k in range(6):
            s.rect(x + 12 + k * (w - 20) / 6, y - h * 0.7, (w - 20) / 9, h * 0.28, "#7FA6AE")
        s.rect(x + w * 0.42, y - h * 0.38, w * 0.16, h * 0.38, "#5E5A50")

    hall(230, 640, 190, 62, "#2F7F6B")
    hall(480, 622, 150, 52, "#3A8F79")
    hall(120, 760, 260, 84, "#2F7F6B")
    hall(700, 590, 130, 44, "#C77B3A")
    for y, x0, x1, size in (
        (660, -10, 210, 20),
        (646, 470, 600, 14),
        (790, -20, 110, 32),
        (790, 400, 560, 26),
        (600, 1290, 1620, 20),
        (690, 1300, 1640, 28),
    ):
        grove(s, y, "#3C7A4B", size, x0, x1, 1.25)
    for row in range(4):
        for k in range(8):
            x, y, size = 1300 + k * (44 + row * 7) - row * 20, 760 + row * 54, 15 + row * 5
            bush(s, x, y, size, "#3F7D49")
            for _ in range(3):
                s.oval(
                    x + s.random.uniform(-size, size) * 0.6,
                    y - s.random.uniform(2, size * 0.7),
                    3 + row * 0.6,
                    3 + row * 0.6,
                    "#EE9B34",
                )
    # the bridge: three arches and their reflection
    s.add(f'<g clip-path="{river}">')
    for x in (640, 850, 1060):
        s.path(f"M{x} 786h214A107 62 0 0 1 {x} 786Z", "#0E5A57", 'opacity=".35"')
    s.add("</g>")
    s.path(
        "M560 690Q970 600 1400 676V800H1290A113 96 0 0 0 1064 786H1046A104 98 0 0 0 846 786H828A100 96 0 0 0 632 790L560 800Z",
        "#E9DFC8",
    )
    s.path("M1400 676V800H1290A113 96 0 0 0 1277 746L1380 690Z", "#D8CCB0")
    s.path("M560 690Q970 600 1400 676", "none", 'stroke="#B7A98A" stroke-width="10"')
    s.path("M560 676Q970 586 1400 662", "none", f'stroke="{BROCADE}" stroke-width="4"')
    for k in range(29):
        t = k / 28
        x = 560 * (1 - t) ** 2 + 2 * 970 * t * (1 - t) + 1400 * t * t
        y = 690 * (1 - t) ** 2 + 2 * 600 * t * (1 - t) + 676 * t * t
        s.rect(x - 2, y - 16, 4, 16, BROCADE)
    s.rect(820, 622, 74, 24, "#E5E2DA", 'rx="3"')
    s.rect(892, 628, 24, 18, JADE, 'rx="3"')
    for x in (836, 872, 904):
        s.oval(x, 647, 6, 6, NIGHT)
    for k, x in enumerate((60, 420, 1180, 1500)):
        top = (380, 430, 430, 390)[k]
        s.path(
            f"M{x} {top + 150}L{x + 14} {top}L{x + 28} {top + 150}M{x + 4} {top + 90}L{x + 24} {top + 90}M{x - 8} {top + 26}h44M{x - 4} {top + 46}h36",
            "none",
            'stroke="#5D6B78" stroke-width="3"',
        )
    s.path("M52 406Q240 470 412 456Q800 510 1172 456Q1340 470 1536 416", "none", 'stroke="#5D6B78" stroke-width="1.6"')
    grove(s, 806, "#3C7A4B", 26, 1280, 1430)
    grove(s, 806, "#3C7A4B", 24, 530, 620)
    banana(s, 40, 1050, 340, "#2E6B45", (-40, -12, 16, 44, 68))
    grove(s, 1012, "#2C5F40", 60, 130, 330)
    grove(s, 1012, "#2C5F40", 64, 1150, 1640)


def pass_road(s: Scene) -> None:
    sky(s, "#34406E", "#9C6E8A", "#EDA989", "#FBE2B8")
    sun(s, 1010, 432, 46, "#FFD58A", 8)
    clouds(s, 270, "#F7C6AE", 6, 0.45)
    for k, (base, height) in enumerate(((520, 250), (570, 260), (640, 270))):
        t = k / 3
        mountains(
            s,
            ridge(s, base, height, 9 - k, 1.2),
            mix("#C58C93", "#46507C", t),
            mix("#DDA79C", "#5F6690", t),
            marks=25 * k,
        )
        mist(s, base + 10, 120, mix("#FBD9B4", "#B7A4B4", t), 0.75)
    hill = "M0 640Q260 560 520 640Q820 730 1130 640Q1380 570 1600 640V1000H0Z"
    s.path(hill, s.gradient((0, "#4E5B78", 1), (1, "#2A3557", 1)))
    s.path("M0 780Q380 690 760 800Q1180 900 1600 760V1000H0Z", s.gradient((0, "#37486A", 1), (1, "#1E2A4A", 1)))
    # the road, from the near bend to the far saddle
    road = "M-20 985C420 985 1190 960 1280 880C1350 815 840 820 720 760C610 705 1020 700 1060 672C1096 646 900 650 890 630L900 628C915 640 1130 640 1098 678C1062 716 720 712 800 752C900 800 1500 800 1440 890C1370 1000 700 1040 -20 1075Z"
    s.path(road, s.gradient((0, "#F4C9A0", 1), (1, "#C9A08F", 1)))
    s.path(
        "M-20 1030C480 1020 1280 985 1362 886C1410 812 870 812 760 757C690 716 1040 708 1080 675",
        "none",
        f'stroke="{PAPER}" stroke-width="4" stroke-dasharray="26 20" opacity=".85"',
    )
    tufts(s, (20, 720, 460, 960), "#4B5C86", 130)
    tufts(s, (480, 860, 1030, 925), "#3A4B78", 120)
    for x, y in ((1290, 858), (1340, 842), (1200, 832), (1100, 822), (1000, 812)):
        s.rect(x, y - 24, 8, 26, PAPER)
        s.rect(x, y - 18, 8, 7, BROCADE)
    for x, y, size in (
        (120, 700, 34),
        (240, 690, 26),
        (1480, 690, 36),
        (1560, 710, 30),
        (420, 740, 26),
        (640, 860, 34),
        (560, 850, 26),
    ):
        bush(s, x, y, size, "#26395A")
    s.oval(1010, 812, 74, 9, "#1E2A4A", 'opacity=".5"')
    s.rect(942, 742, 136, 62, "#F3EEE2", 'rx="12"')
    s.rect(942, 776, 136, 13, JADE)
    for k in range(4):
        s.rect(954 + k * 27, 751, 21, 19, "#4A5E86", 'rx="3"')
    s.rect(1062, 751, 15, 26, "#4A5E86", 'rx="3"')
    s.oval(1110, 790, 70, 24, s.glow("#FFE7A8", 0.9))
    for x in (970, 1050):
        s.oval(x, 806, 12, 12, NIGHT)
        s.oval(x, 806, 5, 5, "#9AA0AE")
    for x, h, c, pack in ((330, 240, "#B2503A", GOLD), (440, 225, JADE, BROCADE)):
        s.oval(x, 1002, 60, 8, "#7E6672", 'opacity=".6"')
        person(s, x, 1000, h, top=c, pack=pack, scarf=None, step=9, hat=c == JADE, arm=30, sash=None, lower="#1B2440")
    s.path("M385 880L402 1000", "none", 'stroke="#5A3A2A" stroke-width="5" stroke-linecap="round"')
    birds(s, 560, 330, 6, "#3A3E66")
    grove(s, 1008, "#141D38", 44, -30, 200)


def bridge(s: Scene) -> None:
    sky(s, "#CFE5DC", "#EEF3E2", "#FCF3DC")
    sun(s, 420, 220, 50, "#F1BE5C")
    clouds(s, 180, count=4, opacity=0.7)
    mountains(s, ridge(s, 560, 400, 8, 1.2), "#A9CBBE", "#C2DBCC")
    mist(s, 560, 150, "#F6F4E4", 0.9)
    mountains(s, ridge(s, 640, 470, 6, 1.05, (450, 1150)), "#5E9583", "#82B29C", marks=80)
    mist(s, 640, 140, "#EFF3E2", 0.85)
    s.rect(0, 690, W, 310, s.gradient((0, "#CFE7D8", 1), (0.4, "#5FB09E", 1), (1, "#0C6257", 1)))
    s.path("M300 690A500 300 0 0 0 1300 690Z", "#0B5A50", 'opacity=".35"')
    s.path(
        "M0 690Q180 630 330 668Q400 720 330 764Q160 776 0 806ZM1600 690Q1420 630 1270 668Q1200 720 1270 764Q1440 776 1600 806Z",
        "#4C7F58",
    )
    ripples(s, 710, 1000, (PAPER, "#9ADBC4", "#0A4F47"), 170)
    arch = "M170 720C330 560 560 470 800 470C1040 470 1270 560 1430 720L1330 740C1240 600 1010 556 800 556C590 556 360 600 270 740Z"
    s.path(arch, "#D9CDB4")
    inside = s.clip(arch)
    s.add(f'<g clip-path="{inside}" stroke="#A89A7E" stroke-width="3" fill="none">')
    for k in range(46):
        a = math.pi * (0.04 + 0.92 * k / 45)
        x, y = 800 - 640 * math.cos(a), 800 - 270 * math.sin(a)
        s.path(f"M{x:.0f} {y - 110:.0f}L{800 - 540 * math.cos(a):.0f} {830 - 250 * math.sin(a):.0f}")
    s.add('<path d="M220 728C370 590 580 513 800 513C1020 513 1230 590 1380 728"/></g>')
    s.path(
        "M170 720C330 560 560 470 800 470C1040 470 1270 560 1430 720",
        "none",
        'stroke="#F3EAD3" stroke-width="12" stroke-linecap="round"',
    )

    colours = (BROCADE, JADE, "#3F6FA8", GOLD, "#7A2F45", "#D8703C", INDIGO, "#4E8A4A")
    for k in range(8):
        x = 440 + k * 104
        y = 470 + 250 * (abs(x - 800) / 630) ** 2.35
        person(s, x, y + 2, 132 + 14 * (k % 3), top=colours[k], pack=colours[(k + 3) % 8], scarf=None if k % 3 else colours[(k + 4) % 8],
               face=1 if k < 4 else -1, step=5, arm=75 if k in (3, 4) else 25, skirt=k % 4 == 1, lower=mix(colours[k], NIGHT, 0.6), sash=None)  # fmt: skip
    s.path("M46 110Q420 260 800 170Q1180 260 1554 110", "none", f'stroke="{STONE}" stroke-width="3"')
    for k in range(11):
        t = (k + 0.5) / 11
        near = t < 0.5
        u = t * 2 if near else t * 2 - 1
        (ax, ay), (bx, by), (cx, cy) = (
            ((46, 110), (420, 260), (800, 170)) if near else ((800, 170), (1180, 260), (1554, 110))
        )
        x = ax * (1 - u) ** 2 + 2 * bx * u * (1 - u) + cx * u * u
        y = ay * (1 - u) ** 2 + 2 * by * u * (1 - u) + cy * u * u
        lantern(s, x, y + 34, 22, (BROCADE, GOLD, "#D8603C")[k % 3], False)
    for x in (36, 1540):
        s.rect(x, 96, 20, 610, "#8A5B33")
    for x, lean in ((60, 60), (110, 90), (20, 30)):
        bamboo(s, x, 1010, 620, "#4F8A4E", lean)
    for x, lean in ((1540, -60), (1490, -90), (1585, -30)):
        bamboo(s, x, 1010, 600, "#4F8A4E", lean)
    grove(s, 1012, "#22594A", 56, -20, 260)
    grove(s, 1012, "#22594A", 56, 1330, 1640)


def night_street(s: Scene) -> None:
    sky(s, "#0E1430", "#1B2A57", "#3D3E74")
    for _ in range(140):
        s.oval(
            s.random.uniform(0, W),
            s.random.uniform(0, 420),
            *(2 * [s.random.uniform(0.6, 1.9)]),
            PAPER,
            f'opacity="{s.random.uniform(0.3, 0.9):.2f}"',
        )
    mountains(s, ridge(s, 560, 330, 8, 1.15), "#26305F", "#303B70")
    mist(s, 560, 130, "#4A4A80", 0.6)
    s.rect(0, 690, W, 310, s.gradient((0, "#2B3468", 1), (1, "#0B1026", 1)))

    def house(x: float, w: float, h: float, wall: str, lit: str) -> None:
        s.rect(x, 690 - h, w, h, wall)
        floors = 2
        for f in range(floors):
            y = 690 - h + 26 + f * h / 2
            for k in range(3):
                wx = x + w * (0.10 + 0.30 * k)
                s.rect(wx, y, w * 0.2, h * 0.3, lit, 'rx="2"')
                s.path(
                    f"M{wx + w * 0.1:.0f} {y:.0f}v{h * 0.3:.0f}M{wx:.0f} {y + h * 0.13:.0f}h{w * 0.2:.0f}",
                    "none",
                    f'stroke="{mix(wall, NIGHT, 0.4)}" stroke-width="3"',
                )
            s.rect(x - 4, y + h * 0.34, w + 8, 8, mix(wall, NIGHT, 0.35))
        tiled_roof(s, x + w / 2, 690 - h - 74, w * 1.28, 80, "#2A2F4E", 20, "#6E3A3E")
        s.oval(x + w / 2, 800, w * 0.5, 120, s.glow(lit, 0.28))

    for k, (x, w, h) in enumerate(
        (
            (-40, 230, 250),
            (210, 190, 200),
            (420, 240, 270),
            (690, 200, 210),
            (910, 250, 260),
            (1180, 190, 205),
            (1390, 250, 255),
        )
    ):
        house(x, w, h, ("#5A4048", "#4A4460", "#6A4A3E", "#46506A")[k % 4], ("#F6C667", "#F2A94E", "#FFD98A")[k % 3])
    s.rect(0, 684, W, 34, "#3A3346")
    s.rect(0, 684, W, 6, "#6A5A5E")
    for _ in range(260):
        t = s.random.random()
        x, y = s.random.uniform(0, W), 730 + 270 * t
        s.rect(
            x,
            y,
            s.random.uniform(20, 90),
            2 + 3 * t,
            s.random.choice(["#F6C667", "#E3A72F", "#C9455A", "#5B66A8", "#F2A94E", "#3A447E"]),
            f'rx="2" opacity="{s.random.uniform(0.15, 0.6):.2f}"',
        )
    for row, (y0, sag, size, n) in enumerate(((330, 70, 20, 9), (250, 90, 30, 7))):
        s.path(f"M-20 {y0}Q{W / 2} {y0 + 2 * sag} {W + 20} {y0 - 30}", "none", f'stroke="{NIGHT}" stroke-width="3"')
        for k in range(n):
            t = (k + 0.5) / n
            x = -20 + (W + 40) * t
            y = y0 * (1 - t) ** 2 + 2 * (y0 + 2 * sag) * t * (1 - t) + (y0 - 30) * t * t
            lantern(s, x, y + size * 1.5, size, (GOLD, BROCADE, "#E8703C")[(k + row) % 3])
    for x, c, face in (
        (330, BROCADE, 1),
        (384, "#3F6FA8", -1),
        (760, JADE, 1),
        (820, GOLD, -1),
        (866, "#7A2F45", -1),
        (1250, "#C77B3A", 1),
    ):
        person(
            s,
            x,
            712,
            118 if x != 866 else 80,
            top=c,
            skirt=x in (330, 820),
            scarf=None if x != 820 else PAPER,
            face=face,
            arm=45,
            sash=None,
            lower=mix(c, NIGHT, 0.6),
        )
    for x, y in ((520, 850), (980, 900), (1180, 810), (300, 930)):
        s.oval(x, y, 130, 26, s.glow("#FFD98A", 0.7))
        s.path(f"M{x - 26} {y}l8 12h36l8 -12Z", BROCADE)
        s.path(f"M{x - 12} {y}q12 -40 24 0Z", "#FFE3A0")
    blossom_branch(s, ((1640, 560), (1380, 640), (1190, 470)), 16, "#2A1A22", "#E2748A", 70)
    blossom_branch(s, ((1640, 760), (1460, 800), (1330, 700)), 12, "#2A1A22", "#E2748A", 46)
    blossom_branch(s, ((1450, 610), (1400, 560), (1380, 420)), 9, "#2A1A22", "#E2748A", 34)


def forest(s: Scene) -> None:
    sky(s, "#DCE9D2", "#EEF2DC", "#D4E3C4")
    sun(s, 1010, 150, 50, "#F5DC93", 8)
    mountains(s, ridge(s, 480, 360, 7, 1.1), "#A9C6A8", "#BED5B6")
    mist(s, 500, 220, "#EFF3DF", 0.95)
    for k in range(4):
        t = k / 3
        base = 520 + 70 * k
        tone = mix("#8FB58E", "#2E6A4B", t)
        for _ in range(15 - 2 * k):
            x, w, lean = s.random.uniform(-20, W), 9 + 12 * t, s.random.uniform(-18, 18)
            top = s.random.uniform(60, 220)
            s.path(
                f"M{x - w} {base + 30}Q{x - w * 0.4 + lean:.0f} {base - 200} {x + lean:.0f} {top:.0f}L{x + lean + w * 0.8:.0f} {top:.0f}Q{x + w * 0.9 + lean:.0f} {base - 200} {x + w * 1.3:.0f} {base + 30}Z",
                mix(tone, "#4A3A28", 0.35 * t),
            )
            for _ in range(6):
                bush(
                    s,
                    x + lean + s.random.uniform(-70, 70),
                    top + s.random.uniform(-30, 90),
                    s.random.uniform(36, 70),
                    mix(tone, "#E3C45A", s.random.uniform(0, 0.2)),
                )
        grove(s, base + 20, tone, 34 + 14 * k, step=1.1)
        mist(s, base + 12, 110, "#E9F1DA", 0.75 - 0.15 * k)
    soft = s.blur(16)
    for x, w in ((700, 60), (860, 90), (1060, 70), (1230, 110)):
        s.path(f"M1000 110L{x} 900h{w * 1.8:.0f}Z", "#FFF6D0", f'opacity=".17" filter="{soft}"')
    s.path("M0 760Q400 720 800 770Q1200 810 1600 740V1000H0Z", s.gradient((0, "#5B8F52", 1), (1, "#27513B", 1)))
    stream = "M930 766C820 810 1010 836 860 880C720 920 560 940 520 1000H1010C1000 930 1150 900 1080 850C1040 815 1010 800 985 768Z"
    s.path(stream, s.gradient((0, "#DDEFE2", 1), (1, "#4FA696", 1)))
    inside = s.clip(stream)
    s.add(f'<g clip-path="{inside}">')
    ripples(s, 780, 1000, (PAPER, "#2E8576"), 70, (520, 1150))
    s.add("</g>")
    for x, y, r in ((880, 856, 26), (1090, 872, 36), (700, 934, 40), (1040, 930, 30), (560, 975, 46), (960, 812, 18)):
        s.oval(x, y, r * 1.2, r * 0.7, "#6F7A6C")
        s.oval(x - r * 0.2, y - r * 0.2, r * 0.8, r * 0.35, "#96A08C")
    for x, h, c, basket in ((330, 210, "#3E5B3A", True), (450, 200, INDIGO, False)):
        person(
            s,
            x,
            905,
            h,
            top=c,
            basket=basket,
            pack=None if basket else "#7F5A2A",
            hat=basket,
            step=8,
            arm=30,
            lower="#2A2F38",
        )
    s.path("M372 770L398 905", "none", 'stroke="#6B4A2B" stroke-width="5" stroke-linecap="round"')
    # the old ironwood tree, near
    s.path(
        "M1330 1000C1390 860 1376 500 1330 -10H1600V1000Z",
        s.gradient((0, "#6A4F38", 1), (1, "#2F2219", 1), across=True),
    )
    trunk = s.clip("M1330 1000C1390 860 1376 500 1330 -10H1600V1000Z")
    s.add(f'<g clip-path="{trunk}">')
    for _ in range(80):
        x, y = s.random.uniform(1330, 1600), s.random.uniform(-20, 960)
        s.path(
            f"M{x:.0f} {y:.0f}q{s.random.uniform(-14, 14):.0f} 60 {s.random.uniform(-6, 6):.0f} {s.random.uniform(80, 160):.0f}",
            "none",
            f'stroke="{s.random.choice(["#22180F", "#8A6B4C", "#4C6B3C"])}" stroke-width="{s.random.uniform(2, 6):.0f}" opacity=".5" stroke-linecap="round"',
        )
    s.add("</g>")
    s.path("M1462 420q30 40 6 96q-34 -40 -6 -96Z", "#C79A6B")
    s.path("M1468 434q12 34 2 66", "none", 'stroke="#8A5B33" stroke-width="4"')
    grove(s, 40, "#1F4A36", 80, 1180, 1640)
    grove(s, -4, "#1F4A36", 70, -40, 330)
    birds(s, 520, 230, 7, "#2E4A44")
    banana(s, 110, 1050, 300, "#1C4A36", (-60, -30, 0, 28, 58))
    grove(s, 1014, "#173D2E", 54, 220, 330)
    grove(s, 1014, "#173D2E", 60, 1150, 1640)


def gauge(s: Scene) -> None:
    sky(s, "#B9D6E6", "#E3EEEC", "#FAF5E6")
    clouds(s, 150, count=7, opacity=0.85)
    mountains(s, ridge(s, 520, 350, 8, 1.15), "#A4BECB", "#BCD0D6")
    mist(s, 520, 130, "#F3F5EE", 0.9)
    mountains(s, ridge(s, 580, 420, 5, 0.95, (420, 900)), "#5E8792", "#86A8AB", marks=80)
    mist(s, 580, 110, "#E9F0EA", 0.85)
    s.path(
        "M0 580Q300 540 620 590L560 640Q280 640 0 720ZM1600 560Q1300 530 900 590L960 630Q1300 650 1600 720Z", "#7FA06A"
    )
    s.rect(0, 596, W, 404, s.gradient((0, "#86A66E", 1), (1, "#5C8A58", 1)))
    grove(s, 600, "#4F8060", 26, -20, 520, 1.1)
    grove(s, 596, "#4F8060", 26, 980, 1640, 1.1)
    river = "M600 588C760 580 860 584 930 590C1010 640 1330 700 1600 780V1000H0V780C260 720 520 650 600 588Z"
    s.path(river, s.gradient((0, "#D9ECE8", 1), (0.35, "#74BDB6", 1), (1, "#126B66", 1)))
    s.add(f'<g clip-path="{s.clip(river)}">')
    ripples(s, 610, 1000, (PAPER, "#A8E0D8", "#0F5B57"), 220)
    s.add("</g>")
    tufts(s, (0, 630, 420, 690), "#4F7A4C", 130)
    # a footbridge
    s.path("M300 470Q770 640 1250 470", "none", 'stroke="#4A5560" stroke-width="4"')
    s.path("M300 560Q770 626 1250 560", "none", 'stroke="#8A5B33" stroke-width="10"')
    for k in range(33):
        t = k / 32
        x = 300 + 950 * t
        s.path(
            f"M{x:.0f} {470 + 340 * t * (1 - t):.0f}V{560 + 132 * t * (1 - t):.0f}",
            "none",
            'stroke="#4A5560" stroke-width="1.8"',
        )
    for x in (288, 1240):
        s.rect(x, 420, 22, 190, "#D8CFBC")
        s.rect(x - 8, 412, 38, 12, "#A89A7E")
    person(s, 690, 600, 66, top=BROCADE, skirt=True, basket=True, step=3)
    person(s, 760, 602, 62, top=INDIGO, hat=True, step=3, face=-1)
    # bank, hut and instruments
    s.path(
        "M1600 640C1440 650 1330 700 1240 760C1180 800 1120 900 1140 1000H1600Z",
        s.gradient((0, "#93B06F", 1), (1, "#4E7A4C", 1)),
    )
    s.path("M1240 760C1180 800 1120 900 1140 1000H1230C1210 900 1250 820 1320 770Z", "#B7AE9A")
    for _ in range(60):
        t = s.random.random()
        s.oval(
            1250 - 110 * t + s.random.uniform(-20, 60),
            765 + 225 * t,
            14 + 8 * t,
            8 + 4 * t,
            s.random.choice(["#9D9583", "#C9C1AE", "#857E6E"]),
        )
    s.rect(1340, 600, 170, 150, "#F3EDDE")
    s.rect(1470, 600, 40, 150, "#DDD3BC")
    s.rect(1372, 650, 50, 100, "#3F6F6A")
    s.rect(1436, 646, 30, 34, "#8FB5C0")
    s.path("M1318 606L1425 536L1532 606Z", "#2F7F6B")
    s.path("M1425 536L1532 606H1500L1418 541Z", "#256556")
    s.rect(1530, 470, 6, 280, "#6B7480")
    s.path("M1500 498l60 -18v34l-60 18Z", "#27406B")
    s.path("M1515 494v34M1530 489v34M1545 485v34", "none", 'stroke="#6C86B8" stroke-width="2"')
    s.oval(1533, 456, 18, 8, "#E8E3D6")
    # the banded staff
    s.oval(900, 905, 80, 14, "#0F5B57", 'opacity=".45"')
    s.rect(872, 520, 56, 384, PAPER, 'rx="5"')
    for k in range(12):
        y = 528 + k * 31
        tone = BROCADE if k % 2 == 0 else INDIGO
        s.rect(874, y, 24 if k % 2 else 52, 15, tone)
        s.rect(904, y + 15, 22, 4, tone)
    s.rect(866, 508, 68, 16, "#5D6672", 'rx="5"')
    for r in (60, 95, 135):
        s.oval(900, 908, r, r * 0.16, "none", f'stroke="{PAPER}" stroke-width="2.5" opacity=".6"')
    tufts(s, (1300, 790, 1590, 980), "#3F6B42", 140)
    person(s, 1290, 885, 190, top="#D8863C", lower=INDIGO, scarf=None, hat=True, face=-1, arm=70, sash=PAPER)
    s.rect(1222, 752, 34, 44, "#F3EDDE", 'rx="3" transform="rotate(-12 1240 770)"')
    banana(s, 60, 1040, 320, "#2C6B55", (-30, -5, 22, 46, 70))
    grove(s, 1012, "#2A5F4B", 54, 140, 420)


def festival(s: Scene) -> None:
    sky(s, "#0C1230", "#1A2B5C", "#2F4E7E")
    for _ in range(160):
        s.oval(
            s.random.uniform(0, W),
            s.random.uniform(0, 380),
            *(2 * [s.random.uniform(0.6, 2)]),
            PAPER,
            f'opacity="{s.random.uniform(0.3, 0.95):.2f}"',
        )
    s.oval(430, 170, 320, 320, s.glow("#F6E7B8", 0.6))
    s.oval(430, 170, 62, 62, "#F8EFCF")
    for x, y, r in ((410, 155, 13), (452, 190, 9), (440, 150, 6)):
        s.oval(x, y, r, r, "#E6D9AE", 'opacity=".6"')
    mountains(s, ridge(s, 560, 380, 8, 1.15), "#22336A", "#2F4480")
    mist(s, 560, 140, "#4A6A98", 0.55)
    mountains(s, ridge(s, 640, 460, 6, 1.0, (560, 1240)), "#142348", "#22366A", marks=50)
    s.path("M560 690L640 430Q900 380 1160 430L1240 690Z", "#12203F")
    for x, y, w, h in (
        (720, 428, 70, 120),
        (850, 416, 120, 130),
        (1000, 420, 90, 126),
        (1100, 434, 40, 110),
        (700, 552, 90, 130),
        (860, 550, 140, 134),
        (1030, 552, 120, 130),
    ):
        cascade(s, x, y, w, h, "#7FA6CC")
    spray(s, 880, 680, 560, 60, 0.7)
    mist(s, 660, 90, "#5F86AE", 0.4)
    s.rect(0, 670, W, 330, s.gradient((0, "#4A78A0", 1), (0.3, "#1F4470", 1), (1, "#0B1838", 1)))
    ripples(s, 690, 900, ("#8FB8D8", "#F6E7B8", "#0A1530"), 110)
    for _ in range(46):
        t = s.random.random() ** 1.3
        x, y, r = s.random.uniform(60, W - 60), 700 + 120 * t, 4 + 7 * t
        s.oval(x, y, r * 5, r * 2.4, s.glow("#FFC766", 0.9))
        s.oval(x, y - r * 0.6, r * 0.7, r, "#FFE9B0")
        s.oval(x, y + r * 0.4, r * 1.3, r * 0.4, BROCADE)
    bank = "M0 850Q400 800 800 812Q1200 800 1600 850V1000H0Z"
    s.path(bank, s.gradient((0, "#3A3A34", 1), (1, "#171A22", 1)))
    s.oval(800, 905, 620, 130, s.glow("#FFB54A", 0.6))
    for k in range(18):
        a = math.tau * k / 18
        x, y = 800 + 400 * math.cos(a), 905 + 62 * math.sin(a)
        if math.sin(a) < 0.05:
            colours = (INDIGO, BROCADE, "#2F5A8A", "#7A2F45", JADE, "#B5573A")
            person(
                s,
                x,
                y,
                112 + 22 * math.sin(a),
                top=mix(colours[k % 6], PAPER, 0.08),
                skirt=k % 2 == 0,
                lower=mix(colours[k % 6], NIGHT, 0.3),
                scarf=(GOLD, PAPER, BROCADE)[k % 3],
                arm=80,
                face=1 if k % 2 else -1,
            )
    flame = s.glow("#FF9A3C", 1)
    s.oval(800, 880, 190, 170, flame)
    for dx, hh, c in ((-26, 80, "#F2762E"), (20, 96, "#F6A13C"), (-2, 120, "#FFC95A"), (4, 62, "#FFF0B8")):
        s.path(
            f"M{800 + dx - 24} 925C{800 + dx - 40} {925 - hh * 0.5:.0f} {800 + dx - 6} {925 - hh * 0.6:.0f} {800 + dx} {925 - hh}C{800 + dx + 8} {925 - hh * 0.6:.0f} {800 + dx + 38} {925 - hh * 0.45:.0f} {800 + dx + 24} 925Z",
            c,
        )
    s.path("M740 932L860 914M742 914L858 934", "none", 'stroke="#4A2A18" stroke-width="13" stroke-linecap="round"')
    for k in range(18):
        a = math.tau * k / 18
        x, y = 800 + 400 * math.cos(a), 905 + 62 * math.sin(a)
        if math.sin(a) >= 0.05:
            colours = (BROCADE, "#24406E", JADE, "#8A4B2E", INDIGO, "#7A2F45")
            person(
                s,
                x,
                y + 10,
                128 + 30 * math.sin(a),
                top=mix(colours[k % 6], NIGHT, 0.15),
                skirt=k % 2 == 1,
                lower=mix(colours[k % 6], NIGHT, 0.5),
                scarf=(GOLD, BROCADE, PAPER)[k % 3],
                arm=82,
                face=1 if k % 2 else -1,
            )
    for x in (150, 1450):
        s.rect(x - 5, 300, 10, 590, "#4A2F1E")
    for row, y0 in enumerate((312, 372)):
        s.path(f"M150 {y0}Q800 {y0 + 150} 1450 {y0}", "none", f'stroke="{NIGHT}" stroke-width="3"')
        for k in range(27):
            t = (k + 0.5) / 27
            x, y = 150 + 1300 * t, y0 + 300 * t * (1 - t)
            if row == 0:
                s.path(f"M{x - 15:.0f} {y:.0f}h30l-15 38Z", (BROCADE, GOLD, JADE, "#3F6FA8", PAPER)[k % 5])
            elif k % 3 == 1:
                lantern(s, x, y + 34, 22, (GOLD, BROCADE, "#E8703C")[k // 3 % 3])
    grove(s, 1014, "#0C1220", 60, -30, 330)
    grove(s, 1014, "#0C1220", 60, 1270, 1640)


SCENES: tuple[tuple[str, int, Callable[[Scene], None]], ...] = (
    ("01-thac-khuoi-ngan", 11, waterfall),
    ("02-man-hinh-cua-khau", 22, gate),
    ("03-phien-cho-khau-may", 33, market),
    ("04-vai-cham-na-lam", 44, indigo),
    ("05-cao-nguyen-da", 55, terraces),
    ("06-thu-tuc-dau-tu", 66, valley),
    ("07-thong-tin-du-khach", 77, pass_road),
    ("08-giao-luu-hoc-sinh", 88, bridge),
    ("09-xuan-ve-van-khe", 99, night_street),
    ("10-giu-rung-dau-nguon", 110, forest),
    ("11-lam-ro-thac-khong-bi-ngan-dong", 121, gauge),
    ("12-le-hoi-mung-nuoc", 132, festival),
)


def render(scene: Scene, target: Path) -> None:
    """Rasterise in a throw-away browser profile and save as JPEG."""
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "scene.html", Path(folder) / "scene.png"
        page.write_text(
            f'<!doctype html><meta charset="utf-8"><style>*{{margin:0}}svg{{display:block}}</style>{scene.svg()}',
            "utf-8",
        )
        command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
                   f"--user-data-dir={folder}/profile", f"--window-size={W},{H}", f"--screenshot={shot}", page.as_uri()]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        picture = Image.open(shot).convert("RGB").crop((0, 0, W, H))
        for quality in (84, 80, 76, 72, 66):
            picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
            if target.stat().st_size < 250_000:
                break


def main(wanted: Sequence[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, seed, draw in SCENES:
        if wanted and name[:2] not in wanted:
            continue
        scene = Scene(seed)
        draw(scene)
        target = FOLDER / f"{name}.jpg"
        render(scene, target)
        print(f"{target.name} {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
