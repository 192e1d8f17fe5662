"""The one mechanism for links without an account: 128 random bits, one purpose, one record, an end.

A room makes a link with `actions.make`, receives whoever follows it with `arriving.arrive`, asks on each
later page who that was with `arriving.arrived`, and ends it with `actions.use` or `actions.revoke`. Where the purpose
needs a code (link_purposes.yaml), `arrived` knows nobody until `codes.confirm` has been given the right one; where it
needs a number (`numbers.make`), nobody until `numbers.confirm` has.
"""
