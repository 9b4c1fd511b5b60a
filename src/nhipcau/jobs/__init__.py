"""Work in the background: durable rows, a queue that survives a killed worker, progress that people see."""
