"""The door for operators: commands, the web server and the worker."""
