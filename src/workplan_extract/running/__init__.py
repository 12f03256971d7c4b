"""Many documents through the pipeline: isolated, kept, published as one. The only home of pebble and Dask."""
