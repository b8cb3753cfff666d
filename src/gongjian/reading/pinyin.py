"""Names as they are read: by pinyin, with surnames read as surnames."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module

from gongjian.reading.cells.words import TO_SIMPLIFIED

SURNAMES = (
    "单shan 仇qiu 区ou 曾zeng 解xie 查zha 任ren 华hua 朴piao 盖ge 折she 乐yue 翟zhai 缪miao 覃qin 员yun 种chong "
    "秘bi 召shao 繁po 纪ji 那na 盛sheng 谌chen 郇xun 洗xian 冼xian 幺yao 燕yan 应ying 宁ning 卜bu 柏bai 车che 都du 干gan "
    "过guo 哈ha 阚kan 隗wei 牟mou 祭zhai 逄pang 沈shen 相xiang 冯feng 葛ge 黑he 句gou 訾zi 撒sa 晟cheng 莘shen 臧zang "
    "尹yin 贾jia 石shi 万wan 叶ye 尉wei 长chang 重chong 褚chu 宓mi 佘she 芮rui 蔚yu 夏xia 谷gu 降jiang 令ling 无wu 吾wu "
    "强qiang 朝chao 曲qu 朱zhu 行xing 邹zou 薄bo 俞yu 会gui 占zhan 郗xi 庹tuo 妫gui 亓qi 逯lu 禚zhuo 仉zhang 麴qu 尉迟yuchi "
    "长孙zhangsun 万俟moqi 澹台tantai 呼延huyan 夏侯xiahou 令狐linghu 单于chanyu 宇文yuwen 欧阳ouyang 司马sima 上官shangguan "
    "诸葛zhuge 皇甫huangfu 慕容murong 司徒situ 东方dongfang 公孙gongsun 独孤dugu 拓跋tuoba 赫连helian 濮阳puyang"
)
READ_AS = {
    match[1]: match[2] for match in re.finditer(r"([^\sa-z]+)([a-z]+)", SURNAMES)
}  # surnames that a dictionary of words reads otherwise, and those of two characters


@cache
def reader() -> Callable[[str], list[str]]:
    """Its dictionary is large: only those who propose user names wait for it."""
    return import_module("pypinyin").lazy_pinyin  # type: ignore[no-any-return]


@lru_cache(maxsize=20_000)
def initials_of(name: str) -> str:
    """The first letters of a name as it is read: 曾庆华 is zqh, 欧阳明 is oym."""
    plain = TO_SIMPLIFIED.convert(re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)))
    surname = next((plain[:size] for size in (2, 1) if plain[:size] in READ_AS), "")
    rest = plain[len(surname) :]
    read = (
        [*reader()(surname), *reader()(rest)]
        if len(surname) > 1
        else [READ_AS.get(surname, ""), *reader()(rest)]
    )
    return re.sub(r"[^a-z0-9]", "", "".join(one[:1] for one in read).lower())


@lru_cache(maxsize=100_000)
def spelled(name: str) -> str:
    """For a search: the first letters and the whole, sign by sign; words as a dictionary reads them would take too long."""
    if name.isascii():
        return ""
    plain = TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", name)).lower()
    read = [read_of(sign) for sign in plain]
    return f"\n{''.join(one[:1] for one in read)}\n{''.join(read)}"


@cache
def read_of(sign: str) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(reader()(sign)))
