"""Make the PDF sample: two pages with a running head and page numbers. Run: python tools/make_sample_pdf.py"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

HEAD = "Report on armed groups in North Kivu (sample)"
PARAGRAPHS = [
    "1. The March 23 Movement (M23) resumed its attacks in North Kivu in November 2021. It is led by Tutsi officers and is part of the Congo River Alliance, which was formed in December 2023.",
    "2. Rwanda has provided M23 with troops, weapons and training, according to the UN Group of Experts. In 2024, about 4,000 Rwandan soldiers were operating in North Kivu. The group has expanded its territory since then.",
    "3. The Congolese army has cooperated with the Democratic Forces for the Liberation of Rwanda (FDLR). The government has been accused of arming the FDLR. The FDLR seeks to overthrow the Rwandan government.",
    "4. On 1 May 2024, M23 captured Rubaya. In May 2024, bombs hit a camp for displaced people in Mugunga, killing at least nine people. The United States said that the bombs had been fired by the Rwandan army and M23. Rwanda rejected the claim.",
    "5. In Beni, the Allied Democratic Forces (ADF) attacked villages and killed dozens of civilians in June 2024. The ADF pledged allegiance to the Islamic State in 2019. Ugandan and Congolese troops have carried out joint operations against the ADF since November 2021, but the group remains active.",
    "6. A ceasefire between Rwanda and the Democratic Republic of the Congo took effect on 4 August 2024. M23 did not sign the agreement. Clashes between M23 and Wazalendo militias continued.",
    "7. States should not provide military support to M23. The government must stop cooperating with the FDLR. Unless the parties respect the ceasefire, more families could be displaced.",
]


class Report(FPDF):
    """Pages with a running head and a page number."""

    def header(self) -> None:
        """The running head."""
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, HEAD, new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def footer(self) -> None:
        """The page number."""
        self.set_y(-18)
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, str(self.page_no()), align="C")


def main() -> None:
    """Write the file beside the other samples."""
    report = Report(format="A5")
    report.set_title("Armed groups in North Kivu: sample panel report")
    report.set_creation_date(datetime(2025, 2, 10, tzinfo=UTC))
    report.set_auto_page_break(True, margin=30)
    report.add_page()
    report.set_font("Helvetica", size=11)
    for paragraph in PARAGRAPHS:
        report.multi_cell(0, 6, paragraph, align="L")
        report.ln(3)
    report.output(str(Path(__file__).parents[1] / "src" / "grounds" / "samples" / "congo-panel.pdf"))


if __name__ == "__main__":
    main()
