"""Who there is: organisations and people.

Its words: *organisation* (in a tree, of a kind), *person*, sign-in. Knows no campaign: what somebody may do in a
campaign is a role, and roles stand in the room `campaigns`.
"""
