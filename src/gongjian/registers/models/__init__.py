from gongjian.registers.models.besides import ItemLink, RegisterImport, StandardPermit
from gongjian.registers.models.marks import EntryFile, EntryValues, StageMark
from gongjian.registers.models.registers import Place, Register, RegisterEntry

__all__ = [
    "EntryFile",
    "EntryValues",
    "ItemLink",
    "Place",
    "Register",
    "RegisterEntry",
    "RegisterImport",
    "StageMark",
    "StandardPermit",
]
