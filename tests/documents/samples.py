"""Papers to print. Full-width punctuation is written as Chinese papers have it."""

from gongjian.documents.paper import Annex, Heading, Paper, Paragraph, Run, Table, number_headings

COMMA, COLON = "\N{FULLWIDTH COMMA}", "\N{FULLWIDTH COLON}"
OPEN, CLOSE = "\N{FULLWIDTH LEFT PARENTHESIS}", "\N{FULLWIDTH RIGHT PARENTHESIS}"
OVERALL = (
    f"截至10月13日{COMMA}全县524项攻坚事项中{COMMA}已完成213项{COMMA}占40.6%{OPEN}213/524{CLOSE}。"
    f"年度完成投资312.7亿元{COMMA}为年度计划的64.8%{OPEN}312.7/482.5{CLOSE}。新建厂房12.5万平方米{OPEN}125000 m²{CLOSE}。"
)
HOSTILE = r"#let x = 1 $y$ *b* _i_ <b> @ref `raw` \ // /* [c] {d} = + - ~ & ' " + '"quoted"'


def ranking(rows=24, **given):
    head = ("名次", "责任单位", "应完成%", "得分", "与上期比", "进展态势")
    cells = tuple(
        (str(n), f"示山县第{n}镇", f"{100 - n / 2:.1f}", f"{99 - n / 3:.2f}", "↑1", "正常")
        for n in range(1, rows + 1)
    )
    return Table(head, cells, **given)


def bulletin(*, blocks=None, **given):
    facts = {
        "masthead": "重大工程百日攻坚行动通报",
        "document_number": "示攻坚办〔2026〕4号",
        "title": "示山县重大工程百日攻坚行动\n2026年10月上半月排名通报",
        "addressee": f"各乡镇人民政府{COMMA}县直各单位{COLON}",
        "blocks": blocks if blocks is not None else _blocks(),
        "issuer": "示山县百日攻坚办公室",
        "date_text": "2026年10月14日",
        "annexes": (Annex("滞后事项清单"), Annex("未按期报送单位名单")),
        "copied_to": "县委办公室、县政府办公室。",
        "printed_by": "示山县百日攻坚办公室",
        "printed_on": "2026年10月14日",
        "sample_mark": "示例数据",
    }
    return Paper(**{**facts, **given})


def _blocks():
    return number_headings(
        (
            Paragraph("现将攻坚行动进展情况通报如下。"),
            Heading(1, "总体情况"),
            Paragraph(OVERALL),
            Heading(2, "产业项目"),
            Paragraph((Run("土地要素保障。", strong=True), Run("42个项目已完成征地。"))),
            Heading(3, "续建项目"),
            Paragraph(OVERALL),
            Heading(1, "排名情况"),
            ranking(caption="表1 乡镇序列排名", note=f"注{COLON}数据截止2026年10月13日。"),
            Heading(1, "下一步要求"),
            Paragraph("请各责任单位按时报送下一期半月报。"),
        )
    )
