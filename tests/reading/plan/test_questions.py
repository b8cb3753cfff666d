"""What a careful clerk asks about a plan, and what it does not ask."""

from gongjian.reading.plan.reader import read_plan


def asked(text, **options):
    return [question.about for question in read_plan(text, **options).questions]


def test_a_year_that_is_not_said_is_asked_for_and_never_guessed():
    text = "全面完成2023年度16万平方米改造。9月底前完成排查。"
    draft = read_plan(text)

    assert draft.year is None
    assert [question.about for question in draft.questions] == ["year"]
    assert "--09-30" in [fact.date for fact in draft.facts]


def test_a_given_year_wins_and_the_other_one_is_asked_about():
    draft = read_plan("2023年3月1日至5月31日开展行动。4月底前完成摸排。", year=2024)

    assert "2024-04-30" in [fact.date for fact in draft.facts]
    assert "year" in [question.about for question in draft.questions]


def test_parts_that_make_their_total_raise_no_question():
    assert "total" not in asked("实施项目102个\uff0c其中新建23个、续建19个、提速60个。")
    assert "total" not in asked("搬迁群众1.2万户，其中城区3000户、乡镇9000户。")
    assert "total" in asked("实施项目102个\uff0c其中新建23个、续建19个、提速61个。")


def test_stages_that_overlap_or_leave_a_gap_are_asked_about():
    text = "二、实施步骤\n(一)动员阶段(3月1日至3月20日)。\n(二)攻坚阶段(3月{}日至5月31日)。"

    assert "phase" not in asked(text.format(21), year=2021)
    assert "phase" in asked(text.format(15), year=2021)
    assert "phase" in asked(text.format(28), year=2021)


def test_a_deadline_outside_all_stages_is_asked_about():
    stages = "二、实施步骤\n(一)动员阶段(3月1日至3月20日)。\n(二)攻坚阶段(3月21日至5月31日)。\n"

    assert "deadline" in asked(f"{stages}6月15日前完成验收。", year=2021)
    assert "deadline" not in asked(f"{stages}5月15日前完成验收。", year=2021)


def test_stated_days_are_counted():
    assert "days" not in asked("为期100天\uff0c从2021年9月1日至12月9日。")
    assert "days" in asked("为期100天\uff0c从2021年3月1日至5月31日。")
    assert "days" not in asked("百日攻坚行动从2021年3月1日至5月31日。")


def test_headings_without_words_and_slips_of_numbering_are_asked_about():
    text = "一、目标\n做好工作。\n(一)甲。干活。\n(二)乙。干活。\n(四)丙。干活。\n(伍)丁。干活。\n(六)\n二、步骤\n推进。"

    assert asked(text, year=2021).count("numbering") == 2
    assert "heading" in asked(text, year=2021)


def test_the_same_goal_with_two_numbers_is_asked_about():
    filler = (
        "各单位要提高站位\uff0c压实责任\uff0c加强统筹协调\uff0c及时解决项目推进中遇到的困难和问题\uff0c形成比学赶超的浓厚氛围\uff0c推动各项工作落地见效\uff0c切实抓出成效。"
        * 2
    )

    assert "conflict" in asked(f"完成城中村改造面积16万平方米。{filler}完成城中村改造面积18万平方米。")
    assert "conflict" not in asked(f"完成城中村改造面积16万平方米。{filler}完成城中村改造面积160000平方米。")
    assert "conflict" in asked(f"完成城中村改造面积16万平方米。{filler}完成城中村改造面积200亩。")
    assert "conflict" not in asked(
        f"确保城中村改造面积16万平方米\uff0c力争城中村改造面积18万平方米。{filler}"
    )


def test_lost_numbers_and_missing_papers_are_asked_about():
    assert "number" in asked("推进X个攻坚项目。")
    assert "document" in asked("按照《某县考核办法》执行。")


def test_a_feast_is_no_day():
    assert "date" in asked("春节前完成主体工程。")
