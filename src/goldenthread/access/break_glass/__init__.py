"""Opening a record in an emergency: a reason, hours, its owner told, a review. docs/adr/0018-break-glass.md.

A room makes a kind of record openable with `kinds.register`, lets its `visible_to` and `can` add what
`scope.opened(kind)` holds, and marks the pages that may show it with `pages.shows_opened`. Nothing else sees an
opening: a form that is sent, an export, a task and a token work with rights alone.
"""
