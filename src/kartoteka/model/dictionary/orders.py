"""Orders: what was bought, when, by whom and for how much."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, headers, level
from kartoteka.model.types import Day, Money, Number, Text

ORDERS = (
    Field(
        "order_id",
        "orders",
        Text,
        "What was bought at once; lines of one order share it.",
        "any",
        "order",
        headers(
            en="Order No | Order Number | Order Key | Order Ref | Order | Invoice No | Invoice Number | Invoice ID | Invoice"
            " | Document No | Document Number | Sales order | Transaction ID | Receipt No",
            pl="Nr zamówienia | Numer zamówienia | ID zamówienia | Zamówienie | Nr faktury | Numer faktury | Faktura"
            " | Nr dokumentu | Numer dokumentu | Dokument | Nr dok.",
            fr="N° commande | N° de commande | Numéro de commande | Numéro commande | Réf. commande | Commande | Code commande"
            " | N° facture | N° de facture | Numéro de facture | Facture | N° pièce | N° de pièce | N° document | Pièce",
            ru="Номер заказа | № заказа | ID заказа | Код заказа | Заказ | Заказ клиента | Номер документа | № документа"
            " | Документ | Номер счёта | № счёта | Номер накладной | № накладной | Реализация",
        ),
        fallbacks=(
            level("Order | Zamówienie | Commande | Заказ | Заказ клиента"),
            level("Invoice No | Invoice Number | Invoice ID | Nr faktury | Numer faktury | N° facture | N° de facture")
            + level("Numéro de facture | Номер счёта | № счёта | Номер накладной | № накладной"),
            level("Invoice | Faktura | Facture | Transaction ID | Receipt No | Реализация"),
            level("Document No | Document Number | Nr dokumentu | Numer dokumentu | Nr dok. | N° pièce | N° de pièce")
            + level("N° document | Номер документа | № документа"),
            level("Dokument | Pièce | Документ"),
        ),
    ),
    Field(
        "customer_id",
        "orders",
        Text,
        "Whose order it is: the customer's own `customer_id`.",
        "any",
        "order",
        headers(
            en="Customer No | Customer Number | Customer Key | Customer Code | Client ID | Account | Account No"
            " | Account Number | Account ID | Debtor No | Customer | Client | Customer name | Client name",
            pl="Nr klienta | Numer klienta | ID klienta | Identyfikator klienta | Kod klienta | Symbol klienta"
            " | Nr kontrahenta | ID kontrahenta | Kod kontrahenta | Symbol kontrahenta | Akronim kontrahenta"
            " | Kontrahent | Akronim | Klient | Nabywca | Nazwa klienta | Nazwa kontrahenta",
            fr="N° client | Numéro client | Numéro de client | No client | Num client | Identifiant client"
            " | Code client | Code du client | Réf. client | Référence client | Compte client | Code tiers | N° compte"
            " | Client | Tiers | Nom du client | Nom client",
            ru="Код клиента | ID клиента | № клиента | Номер клиента | Код контрагента | ID контрагента | Код покупателя"
            " | Контрагент | Клиент | Покупатель | Наименование клиента | Наименование контрагента",
        ),
        required=True,
        fallbacks=(
            level("Account | Debtor No | N° compte"),
            level("Kontrahent | Akronim | Контрагент | Tiers"),
            level("Customer | Klient | Client | Клиент | Nabywca | Покупатель"),
            level("Customer name | Client name | Nazwa klienta | Nazwa kontrahenta | Nom du client | Nom client")
            + level("Наименование клиента | Наименование контрагента"),
        ),
    ),
    Field(
        "ordered_on",
        "orders",
        Day,
        "The day of the order, in the project's time zone.",
        "any",
        "order",
        headers(
            en="Order date | Date of order | Ordered at | Ordered | Purchase date | Purchased on | Sale date | Sales date"
            " | Invoice date | Document date | Transaction date | Created at | Date",
            pl="Data zamówienia | Data złożenia zamówienia | Data sprzedaży | Data wystawienia | Data faktury"
            " | Data dokumentu | Data zakupu | Data",
            fr="Date commande | Date de commande | Date de la commande | Date d'achat | Date de vente | Date facture"
            " | Date de facture | Date de facturation | Date pièce | Date document | Date",
            ru="Дата заказа | Дата покупки | Дата продажи | Дата реализации | Дата документа | Дата счёта | Дата накладной"
            " | Дата",
        ),
        required=True,
        fallbacks=(
            level("Sale date | Sales date | Invoice date | Document date | Transaction date")
            + level("Data sprzedaży | Data wystawienia | Data faktury | Data dokumentu")
            + level("Date de vente | Date facture | Date de facture | Date de facturation | Date pièce | Date document")
            + level("Дата продажи | Дата реализации | Дата документа | Дата счёта | Дата накладной"),
            level("Date | Data | Дата | Created at"),
        ),
    ),
    Field(
        "amount",
        "orders",
        Money,
        "What the line or the order comes to, net of tax, in its currency.",
        "any",
        "order",
        headers(
            en="Net amount | Amount net | Net value | Net total | Total net | Order amount | Order total | Order value"
            " | Line total | Line amount | Amount | Total | Total amount | Revenue | Sales | Sales amount | Value",
            pl="Wartość netto | Kwota netto | Suma netto | Netto | Razem netto | Wartość zamówienia | Wartość sprzedaży"
            " | Kwota | Wartość | Suma",
            fr="Montant HT | Total HT | Montant net HT | Montant total HT | Prix total HT | CA HT | Net HT"
            " | Montant de la commande | Montant | Total",
            ru="Сумма без НДС | Стоимость без НДС | Сумма заказа | Сумма продажи | Сумма документа | Сумма"
            " | Выручка | Стоимость",
        ),
        required=True,
        fallbacks=(
            level("Order amount | Order total | Order value | Wartość zamówienia | Wartość sprzedaży")
            + level("Montant de la commande | Сумма заказа | Сумма продажи | Сумма документа"),
            level("Amount | Line amount | Line total | Kwota | Montant | Сумма"),
            level("Total | Total amount | Revenue | Sales | Sales amount | Wartość | Suma | Выручка | Стоимость | Value"),
        ),
    ),
    Field(
        "currency",
        "orders",
        Text,
        "The currency of the amount; the pipeline's, where there is none.",
        "any",
        "order",
        headers(
            en="Currency code | Cur",
            pl="Waluta | Kod waluty",
            fr="Devise | Code devise | Monnaie",
            ru="Валюта | Код валюты | Валюта документа",
        ),
        fallbacks=(level("Currency code | Kod waluty | Code devise | Код валюты"),),
    ),
    Field(
        "status",
        "orders",
        Text,
        "Where the order stands; cancelled and returned ones do not exist for a run.",
        "any",
        "order",
        headers(
            en="Order status | State | Order state",
            pl="Status zamówienia | Stan zamówienia | Stan | Status dokumentu",
            fr="Statut | Statut de la commande | Statut commande | État | État de la commande | État commande",
            ru="Статус | Статус заказа | Состояние | Состояние заказа",
        ),
        fallbacks=(level("State | Stan | État | Состояние | Status dokumentu"),),
    ),
    Field(
        "product",
        "orders",
        Text,
        "What was bought on this line.",
        "any",
        "order",
        headers(
            en="Product name | Item | Item name | Article | Product key | Product ID | Product code | SKU | Stock code"
            " | Description | Item description",
            pl="Towar | Nazwa towaru | Produkt | Nazwa produktu | Artykuł | Usługa | Kod towaru | Indeks towaru | Kod produktu",
            fr="Article | Désignation | Produit | Libellé article | Nom du produit | Code article | Réf. article"
            " | Référence article",
            ru="Товар | Номенклатура | Наименование товара | Название товара | Продукт | Услуга | Артикул | Код товара",
        ),
        fallbacks=(
            level("Towar | Item | Article | Товар | Produit | Désignation"),
            level("Description | Item description | Usługa | Услуга"),
            level("Product key | Product ID | Product code | SKU | Stock code | Kod towaru | Indeks towaru | Kod produktu")
            + level("Code article | Réf. article | Référence article | Артикул | Код товара"),
        ),
    ),
    Field(
        "product_line",
        "orders",
        Text,
        "The line or group that the product belongs to.",
        "any",
        "order",
        headers(
            en="Category | Product category | Product group | Product family",
            pl="Grupa towarowa | Linia produktowa | Kategoria | Grupa asortymentowa | Kategoria produktu",
            fr="Gamme | Famille | Famille d'articles | Catégorie | Ligne de produits | Gamme de produits",
            ru="Товарная группа | Номенклатурная группа | Категория | Продуктовая линейка | Группа товаров | Категория товара",
        ),
        fallbacks=(level("Category | Kategoria | Catégorie | Категория | Famille"),),
    ),
    Field(
        "quantity",
        "orders",
        Number,
        "How many units were bought on this line.",
        "any",
        "order",
        headers(
            en="Qty | Order quantity | Units | Pieces | Quantity ordered",
            pl="Ilość | Ilość sztuk | Szt. | Liczba sztuk",
            fr="Quantité | Qté | Qté commandée | Quantité commandée | Nombre d'unités",
            ru="Количество | Кол-во | Количество товара",
        ),
        fallbacks=(level("Units | Pieces | Szt. | Liczba sztuk | Nombre d'unités"),),
    ),
    Field(
        "unit_price",
        "orders",
        Money,
        "The net price of one unit.",
        "any",
        "order",
        headers(
            en="Price | Price per unit | Item price | Net price",
            pl="Cena jednostkowa | Cena jedn. | Cena jednostkowa netto | Cena netto | Cena",
            fr="Prix unitaire | PU | PU HT | Prix unitaire HT | P.U. HT | Prix",
            ru="Цена за единицу | Цена за ед. | Цена без НДС | Цена",
        ),
        fallbacks=(level("Price | Net price | Cena | Cena netto | Prix | Цена"),),
    ),
    Field(
        "cost",
        "orders",
        Money,
        "What the line cost the seller.",
        "any",
        "order",
        headers(
            en="Cost of goods | COGS | Total cost | Cost price",
            pl="Koszt | Koszt własny | Koszt zakupu | Wartość zakupu",
            fr="Coût | Coût de revient | Prix de revient | Coût d'achat",
            ru="Себестоимость | Затраты",
        ),
        fallbacks=(level("Cost price | Prix de revient"),),
    ),
    Field(
        "margin",
        "orders",
        Money,
        "What the line left to the seller: its amount less its cost.",
        "any",
        "order",
        headers(
            en="Gross margin | Profit | Gross profit",
            pl="Marża | Marża kwotowa | Zysk",
            fr="Marge | Marge brute",
            ru="Маржа | Валовая прибыль | Прибыль",
        ),
        fallbacks=(level("Profit | Zysk | Прибыль"),),
    ),
    Field(
        "payment",
        "orders",
        Text,
        "How this order was paid: prepaid, instalments, postpaid.",
        "any",
        "order",
        headers(
            en="Payment method | Payment type | Payment terms",
            pl="Forma płatności | Sposób płatności | Metoda płatności | Warunki płatności",
            fr="Mode de paiement | Mode de règlement | Moyen de paiement | Conditions de paiement",
            ru="Способ оплаты | Форма оплаты | Вид оплаты | Условия оплаты",
        ),
        fallbacks=(level("Payment terms | Warunki płatności | Conditions de paiement | Условия оплаты"),),
    ),
)
