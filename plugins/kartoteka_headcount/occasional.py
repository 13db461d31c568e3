"""Customers who buy, but nothing of what we live from."""

from __future__ import annotations

from collections.abc import Collection

from kartoteka import ColumnType, Frame, Integer, Tables

COLUMNS: dict[str, ColumnType] = {"orders": Integer, "main_orders": Integer}


def with_orders(customers: Frame, tables: Tables, main_products: Collection[str]) -> Frame:
    """Adds `COLUMNS`, how many orders there are and how many of them have a line of a main product, and `_occasional`.

    Occasional is who has orders, none of them with a main product. Lines that name no product say nothing: whose lines name
    none at all is not occasional.
    """
    import narwhals.stable.v2 as nw

    product = nw.col("product")
    named = tables.order_lines.filter(~product.is_null()).select("customer_id").group_by("customer_id").agg(_lines=nw.len())
    main = tables.order_lines.filter(product.str.to_lowercase().is_in(_folded(main_products)))
    main_orders = main.group_by("customer_id", "order_id").agg(_lines=nw.len()).group_by("customer_id")
    orders = tables.orders.group_by("customer_id").agg(orders=nw.len())
    counted = (
        customers.join(orders, on="customer_id", how="left")
        .join(main_orders.agg(main_orders=nw.len()), on="customer_id", how="left")
        .join(named, on="customer_id", how="left")
        .with_columns(
            nw.col("orders").cast(nw.Int64).fill_null(0),
            nw.col("main_orders").cast(nw.Int64).fill_null(0),
            _named=~nw.col("_lines").is_null(),
        )
    )
    return counted.with_columns(_occasional=nw.col("_named") & (nw.col("main_orders") == 0))


def never_ordered(tables: Tables, main_products: Collection[str]) -> list[str]:
    """The main products that no order line names."""
    import narwhals.stable.v2 as nw

    product = nw.col("product").str.to_lowercase()
    lines = tables.order_lines.select(product).filter(product.is_in(_folded(main_products)))
    seen = set(lines.group_by("product").agg().collect().get_column("product").to_list())
    return [name for name in main_products if _folded([name])[0] not in seen]


def _folded(names: Collection[str]) -> list[str]:
    return [name.strip().lower() for name in names]
