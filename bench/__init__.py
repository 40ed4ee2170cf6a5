"""`make bench`: ratios to floors measured in the same run, as absolute times are the machine's."""
