"""Many documents through the pipeline: isolated, kept, resumed, and published as one. The only home of pebble and Dask."""
