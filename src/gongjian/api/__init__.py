"""The door for machines: so far only how the installation is doing."""
