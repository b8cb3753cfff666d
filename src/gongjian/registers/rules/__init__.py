from gongjian.registers.rules.words import FieldType, Manner, Tally

__all__ = ["FieldType", "Manner", "Tally"]
