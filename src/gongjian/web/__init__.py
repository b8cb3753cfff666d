"""Pages and parts: what people see. Reads the clock, calls one verb, never writes."""
