"""Stories and pictures, clearance, language editions, deliveries to outlets."""
