"""The command line: options, progress and exit codes. The only place that prints.

Exit status: 0 all well, 1 something failed or a check was breached (one line each on standard error), 2 wrong usage.
Standard output carries data alone. Stages are imported inside the commands, so that `--help` answers at once.
"""

import click

from workplan_extract.cli.answering import extract, tag
from workplan_extract.cli.maintaining import add, diff, review
from workplan_extract.cli.measuring import evaluate, measure
from workplan_extract.cli.publishing import run
from workplan_extract.cli.serving import serve
from workplan_extract.cli.terminal import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="workplan-extract")
def main() -> None:
    """Turn annual workplan PDFs into data that can be trusted, queried and cited.

    \b
    Examples:
      workplan-extract run                      every PDF in raw/ -> output/
      workplan-extract extract plan.pdf         one PDF -> JSON on standard output
      workplan-extract serve                    the published site, on 127.0.0.1:8001
    """


for command in (run, extract, tag, add, review, diff, evaluate, measure, serve):
    main.add_command(command)
