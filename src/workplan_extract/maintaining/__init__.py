"""What a maintainer writes beside the PDFs, and what must hold before a plan is published."""
