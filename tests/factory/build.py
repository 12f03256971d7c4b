"""One call from a plan and a design to a PDF with its expectation."""

from tests.factory.content import Wanted, make_plan
from tests.factory.design import Design
from tests.factory.layout import Cut, plan_to_sheet
from tests.factory.plan import Case, Plan
from tests.factory.reportlab_engine import sheet_to_pdf


def plan_to_case(name: str, plan: Plan, design: Design, cut: Cut | None = None) -> Case:
    """Lay out and draw a plan.

    Raises:
        DoesNotFitError: the page is too narrow for the design.
    """
    sheet, rows = plan_to_sheet(plan, design, cut)
    if design.engine == "fpdf2":
        from tests.factory import fpdf2_engine

        pdf = fpdf2_engine.sheet_to_pdf(sheet, design)
    else:
        pdf = sheet_to_pdf(sheet, design)
    return Case(name, pdf, rows, 0 if design.quarters == "columns_only" else len(plan.purposes))


def build(name: str, wanted: Wanted, design: Design) -> Case:
    """Make a plan and draw it."""
    return plan_to_case(name, make_plan(wanted, design), design)
