"""How results are told: to a worker need by need, to a coordinator as a sheet, to an auditor."""
