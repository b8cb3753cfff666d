"""Names of organisations, as plans list them."""

import re
from collections.abc import Iterator

ENDING = (
    r"(?:局|委|办|办公室|工作室|督查室|研究室|室|厅|院|署|公司|集团|银行|支行|分行|法院|检察院|管委会|委员会|管理处|管理所|政府|街道|街道办|办事处|工会|团委|妇联|残联|科协|工商联|文联|红十字会|供销社|供销联社|支队|大队|总队|中队"
    r"|学校|医院|卫生院|中心|服务中心|事务中心|人武部|宣传部|组织部|统战部|政法委|纪委|监委|部|台|报社|融媒体中心|电信|移动|联通|供电所|工作站|派出所|分局|指挥部|专班|攻坚办|领导小组|部门|单位|乡镇|镇|乡|村|社区|园区|开发区|高新区|经开区|新区|各县区|县区|各区县|县\(市、区\)|企业|商会|协会|林场|站|段|处|所|中队|人行|税务|消防)"
)
PLACE = r"(?:[\u4e00-\u9fff]{0,6}?(?:省|市|县|区|州|旗|镇|乡|街道))?"
NAME = re.compile(rf"^(?:各(?:相关|有关|级)?|相关|有关)?[\u4e00-\u9fffA-Za-z]{{0,22}}?{ENDING}$")
NOT_NAME = re.compile(
    r"^(?:第[一二三四五六]|责任单位|牵头单位|配合单位|各单位|责任部门|单位|部门|本单位|下设|会同|联合|对|将|把|要|由|按|在|以|为|其|该|所|全部|进一步|加强|加快|确保|组织|开展|实施|负责|并|及时|推进|积极|建立|完善|落实|做好|高位|统筹|强化)"
    r"|(?:负责|进行|牵头|完成|推进|建设|开展|组织|问题|工作任务|要求)"
)
SPLIT = re.compile(
    r"[、,;/ \t]|(?<=[局委办室院部司会处心府道镇乡队行])(?:和|及|与|以及|会同|联合)(?=[\u4e00-\u9fff])"
)
OTHERS = re.compile(
    r"等(?:\d{1,2}[个家])?(?:相关|有关)?(?:职能)?(?:单位|部门|乡镇|成员单位|.{0,4}单位)?(?:要|分别|按.*)?$"
)
ASIDE = re.compile(r"\([^()]{0,30}\)?$")


def split_names(words: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a list of names, with their places; brackets are not cut."""
    last = depth = 0
    marks = [match.span() for match in SPLIT.finditer(words)]
    for first, end in [*marks, (len(words), len(words))]:
        depth = words.count("(", last, first) - words.count(")", last, first)
        if depth > 0 and end < len(words):
            continue
        name = words[last:first]
        if name.strip():
            yield last, first, name.strip()
        last = end


def organisations(words: str, *, trusted: bool = False) -> list[tuple[int, int, str]]:
    """The organisations of a list. Behind a label such as 责任单位 a short name is trusted, whatever it ends in."""
    found = []
    for start, end, raw in split_names(words):
        name = tidy(raw)
        if is_name(name) or (
            trusted
            and 2 <= len(name) <= 16
            and not NOT_NAME.search(name)
            and re.fullmatch(r"[\u4e00-\u9fffA-Za-z()、]+", name)
        ):
            place = start + max(0, words[start:end].find(name))
            found.append((place, place + len(name), name))
    return found


def tidy(name: str) -> str:
    name = OTHERS.sub("", name.strip("。;:,、 \t").lstrip("("))
    name = name if "(" in name else name.rstrip(")")
    name = re.sub(r"^(?:由|及|和|与|以及|会同|联合|请)(?=.{2})", "", name)
    return name if re.search(r"(?:乡镇|县|区|镇|乡|村)\([^()]*\)$", name) else ASIDE.sub("", name)


def is_name(name: str) -> bool:
    bare = re.sub(r"\([^()]*\)", "", name)
    return (
        2 <= len(name) <= 24
        and not NOT_NAME.search(bare)
        and bool(NAME.match(bare))
        and not is_generic(name, bare)
    )


def is_generic(name: str, bare: str) -> bool:
    """县直有关部门 is nobody in particular; 各村(居) is each of them."""
    return (bare in GENERIC and "(" not in name) or bool(re.search(r"(?:有关|相关|职能)(?:部门|单位)$", bare))


GENERIC = {"部门", "单位", "各部门", "各单位", "有关部门", "相关部门", "职能部门", "各职能部门", "相关单位", "有关单位", "责任单位", "各责任单位", "企业", "中心", "办公室", "专班", "各相关部门", "各有关部门", "各级各部门", "各相关单位", "各有关单位", "指挥部", "领导小组", "园区", "主管部门", "成员单位", "村", "各村", "镇", "乡", "处", "所", "段", "站", "政府", "施工单位", "项目单位", "建设单位", "业主单位", "牵头单位", "牵头部门", "属地政府", "政府部门", "社区"}  # fmt: skip
