# The site of the plans in output/, in a container that can only read.
#
#   docker build -t workplans .
#   docker run --rm --read-only --tmpfs /tmp --memory 400m -p 8001:8001 workplans
#
# output/ must be built before (make); docs/publishing.md says what to put in front of it.

FROM python:3.11-slim AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.11-slim
COPY --from=build /venv /venv
WORKDIR /site
COPY metadata.json ./
COPY output output
USER nobody
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["/venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8001/robots.txt')"]
CMD ["/venv/bin/datasette", "serve", "-i", "output/workplans.db", "-m", "metadata.json", "-h", "0.0.0.0", "-p", "8001", \
  "--setting", "default_page_size", "100", "--setting", "max_returned_rows", "2000", \
  "--setting", "sql_time_limit_ms", "2000", "--setting", "max_csv_mb", "50", \
  "--setting", "suggest_facets", "off", "--setting", "allow_download", "on"]
