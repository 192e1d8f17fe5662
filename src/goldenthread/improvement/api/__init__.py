"""The API's endpoints on plans: read, put into a document, record. They decide nothing."""

from ninja import Router

from goldenthread.improvement.api import contents, plans

router = Router(tags=["plans"])
router.add_router("", plans.router)
router.add_router("", contents.router)
