-- The print shop by hand: what the pipeline of this folder gives, as one statement for DuckDB.
--
-- $customers, $orders and $result are files, $as_of a day, $minimum an amount; print_shop.py fills them in.
copy (
    with
    lines as (
        select *
        from read_csv('$orders', header = true, columns = {
            'order_id': 'varchar', 'customer_id': 'varchar', 'ordered_on': 'date', 'amount': 'decimal(18, 4)'
        })
    ),
    customers as (
        select *
        from read_csv('$customers', header = true, columns = {'customer_id': 'varchar', 'name': 'varchar', 'email': 'varchar'})
    ),
    orders as (
        select order_id, any_value(customer_id) as customer_id, min(ordered_on) as ordered_on, sum(amount) as amount
        from lines
        group by order_id
        having min(ordered_on) <= date '$as_of' and sum(amount) >= 0
    ),
    -- Ignored orders stand in a partition of their own, so that the orders are gone through once.
    followed as (
        select
            customer_id, ordered_on, amount, amount >= $minimum as qualifies,
            lag(ordered_on) over (partition by customer_id, amount >= $minimum order by ordered_on) as previous
        from orders
    ),
    facts as (
        select
            customer_id,
            count(*) filter (where qualifies) as qualifying_orders,
            count(*) filter (where not qualifies) as ignored_orders,
            min(ordered_on) filter (where qualifies) as first_order_on,
            max(ordered_on) filter (where qualifies) as last_order_on,
            sum(amount) filter (where qualifies) as turnover,
            max(ordered_on) filter (where qualifies and (previous is null or previous + interval 14 day < ordered_on)) as start_0,
            max(ordered_on) filter (where qualifies and (previous is null or previous + interval 1 month < ordered_on)) as start_1,
            max(ordered_on) filter (where qualifies and (previous is null or previous + interval 3 month < ordered_on)) as start_2,
            max(ordered_on) filter (where qualifies and (previous is null or previous + interval 6 month < ordered_on)) as start_3
        from followed
        group by customer_id
    ),
    days as (
        select
            customers.*,
            facts.* exclude (customer_id, qualifying_orders, ignored_orders, turnover),
            coalesce(qualifying_orders, 0) as qualifying_orders,
            coalesce(ignored_orders, 0) as ignored_orders,
            coalesce(turnover, 0)::decimal(18, 4) as turnover,
            (last_order_on + interval 14 day)::date as open_0,
            (last_order_on + interval 1 month)::date as open_1,
            (last_order_on + interval 3 month)::date as open_2,
            (last_order_on + interval 6 month)::date as open_3,
            (start_0 + interval 42 day)::date as earned_0,
            (start_1 + interval 3 month)::date as earned_1,
            (start_2 + interval 6 month)::date as earned_2
        from customers
        left join facts using (customer_id)
    ),
    ranked as (
        select
            *,
            case
                when open_0 >= date '$as_of' and earned_0 <= date '$as_of' then 0
                when open_1 >= date '$as_of' and earned_1 <= date '$as_of' then 1
                when open_2 >= date '$as_of' and earned_2 <= date '$as_of' then 2
                when open_3 >= date '$as_of' then 3
                else 4
            end as rank
        from days
    ),
    -- The way into each better tier. From nothing, the orders needed follow from the tier alone: 3, 3, 2 and 1.
    ways as (
        select
            *,
            case when rank > 0 then case
                when open_0 >= date '$as_of' then {
                    'needed': ceil((earned_0 - last_order_on) / 14)::bigint - 1, 'on': earned_0, 'tier': 'vip', 'due': open_0
                }
                else {'needed': 3, 'on': (date '$as_of' + interval 42 day)::date, 'tier': 'vip', 'due': date '$as_of'}
            end end as way_0,
            case when rank > 1 then case
                when open_1 >= date '$as_of' then {
                    'needed': datediff('month', last_order_on, earned_1) + (day(last_order_on) < day(earned_1))::bigint - 1,
                    'on': earned_1, 'tier': 'segment-1', 'due': open_1
                }
                else {'needed': 3, 'on': (date '$as_of' + interval 3 month)::date, 'tier': 'segment-1', 'due': date '$as_of'}
            end end as way_1,
            case when rank > 2 then case
                when open_2 >= date '$as_of' then {
                    'needed': ceil((datediff('month', last_order_on, earned_2) + (day(last_order_on) < day(earned_2))::bigint) / 3)::bigint - 1,
                    'on': earned_2, 'tier': 'segment-2', 'due': open_2
                }
                else {'needed': 2, 'on': (date '$as_of' + interval 6 month)::date, 'tier': 'segment-2', 'due': date '$as_of'}
            end end as way_2,
            case when rank > 3 then {'needed': 1, 'on': date '$as_of', 'tier': 'segment-3', 'due': date '$as_of'} end as way_3
        from ranked
    ),
    chosen as (
        select
            *,
            -- Fewest orders, then the earliest day, then the best tier: the first of equals in the list.
            list_filter([way_0, way_1, way_2, way_3], lambda way: way.needed = least(way_0.needed, way_1.needed, way_2.needed, way_3.needed))
                as fewest
        from ways
    ),
    promoted as (
        select *, list_filter(fewest, lambda way: way.on = list_min(list_transform(fewest, lambda other: other.on)))[1] as next
        from chosen
    )
    select
        customer_id,
        name,
        email,
        case rank
            when 0 then 'vip'
            when 1 then 'segment-1'
            when 2 then 'segment-2'
            when 3 then 'segment-3'
            else case when qualifying_orders > 0 then 'inactive' when ignored_orders > 0 then 'below-minimum' else 'no-orders' end
        end as loyalty,
        qualifying_orders as loyalty_qualifying_orders,
        ignored_orders as loyalty_ignored_orders,
        first_order_on as loyalty_first_order_on,
        last_order_on as loyalty_last_order_on,
        turnover as loyalty_turnover,
        start_0 as loyalty_streak_start_vip,
        start_1 as loyalty_streak_start_segment_1,
        start_2 as loyalty_streak_start_segment_2,
        start_3 as loyalty_streak_start_segment_3,
        case rank when 0 then open_0 when 1 then open_1 when 2 then open_2 when 3 then open_3 end as loyalty_keep_until,
        next.tier as loyalty_next_tier,
        next.on as loyalty_promote_on,
        case when next.needed > 0 then next.due end as loyalty_order_by,
        next.needed as loyalty_orders_needed,
        case rank when 0 then 20 when 1 then 12 when 2 then 8 when 3 then 5 end as loyalty_discount,
        case rank when 0 then 30 when 1 then 14 when 2 then 7 when 3 then 7 end as loyalty_payment_days,
        case rank when 3 then 'prepaid' end as loyalty_prefer
    from promoted
    order by customer_id
) to '$result' (header)
