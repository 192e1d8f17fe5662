"""What a size holds, worked out from sizes.yaml."""

from __future__ import annotations

from goldenthread.demo.sizes import Volume, boards, load_sizes, sizes, volumes


def test_the_four_sizes_are_those_of_the_design() -> None:
    assert [(one.name, one.ehc_plans) for one in sizes().values()] == [
        ("small", 60), ("area", 2_400), ("county", 12_500), ("nation", 640_000),
    ]  # fmt: skip
    assert sizes()["nation"].councils == 150


def test_a_thing_is_one_for_so_many_plans_and_never_below_its_least() -> None:
    assert Volume(2_400)["case_coordinator"] == 12
    assert Volume(2_599)["case_coordinator"] == 12
    assert Volume(60)["case_coordinator"] == load_sizes()["one_for"]["case_coordinator"]["least"]


def test_councils_of_a_nation_share_all_its_plans_out_unevenly() -> None:
    nation = sizes()["nation"]
    shares = [one.ehc_plans for one in volumes(nation, seed=1)]
    assert (len(shares), sum(shares)) == (150, 640_000)
    assert min(shares) > 500
    assert max(shares) > 5 * min(shares)
    assert shares == [one.ehc_plans for one in volumes(nation, seed=1)]
    assert shares != [one.ehc_plans for one in volumes(nation, seed=2)]


def test_only_the_small_size_is_filled_with_nothing_more() -> None:
    filled = {name: len(volumes(size, seed=1)) for name, size in sizes().items()}
    assert filled == {"small": 0, "area": 1, "county": 1, "nation": 150}


def test_every_council_has_one_board() -> None:
    for councils in (0, 1, 5, 148):
        assert sum(boards(councils)) == councils
    assert max(boards(148)) == 4


def test_every_ratio_says_where_it_comes_from() -> None:
    told = load_sizes()
    rows = [*told["one_for"].values(), *told["shares"].values(), told["spread"]]
    assert all(row["reason"] and row["evidence"] in {"V", "S", "M"} for row in rows)
