"""Benchmarks: `make bench` measures, and writes its results to `benchmarks/results/`."""
