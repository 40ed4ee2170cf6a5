"""The pages that read every storey, and those that belong to none."""
