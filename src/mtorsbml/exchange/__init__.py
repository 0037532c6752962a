"""What leaves the house: archives and the formats of other tools."""
