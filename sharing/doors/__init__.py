"""Pages and endpoints of the ground storey. What all storeys' are made of is beside, not here."""
