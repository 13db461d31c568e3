"""Orders: what was bought, when, by whom and for how much."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, headers, level, paths
from kartoteka.model.types import Boolean, Day, Money, Number, Text

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
            " | Nr dokumentu | Numer dokumentu | Numer pełny | Dokument | Nr dok."
            + paths("Zamówienie | Dokument", "Numer | Nr"),
            fr="N° commande | N° de commande | Numéro de commande | Numéro commande | Réf. commande | Commande | Code commande"
            " | Référence commande | Référence de commande | Référence de la commande | N° facture | N° de facture"
            " | Numéro de facture | Facture | N° pièce | N° de pièce | N° document | N° du document | Numéro du document"
            " | Numéro de document | Numéro pièce | Numéro de pièce | Pièce",
            ru="Номер заказа | № заказа | ID заказа | Код заказа | Заказ | Заказ клиента | Номер документа | № документа"
            " | Документ | Номер счёта | № счёта | Номер накладной | № накладной | Реализация | ID сделки | Номер сделки"
            + paths("Заказ | Заказ клиента | Документ | Регистратор", "Номер"),
        ),
        fallbacks=(
            level("Order | Zamówienie | Commande | Заказ | Заказ клиента"),
            level("Invoice No | Invoice Number | Invoice ID | Nr faktury | Numer faktury | N° facture | N° de facture")
            + level("Numéro de facture | Номер счёта | № счёта | Номер накладной | № накладной"),
            level("Invoice | Faktura | Facture | Transaction ID | Receipt No | Реализация"),
            level("Document No | Document Number | Nr dokumentu | Numer dokumentu | Numer pełny | Nr dok.")
            + level("N° pièce | N° de pièce")
            + level("N° document | N° du document | Numéro du document | Numéro de document | Numéro pièce | Numéro de pièce")
            + level("Номер документа | № документа"),
            level("Dokument | Pièce | Документ"),
        ),
        vague=level("ID | No. | Num | Number | Nr | Numer | N° | Numéro | Référence | № | Номер | Код | Name"),
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
            " | Account Number | Account ID | Debtor No | Account Ref | A/C | A/C Ref | A/C No | Sell-to Customer No"
            " | Bill-to Customer No | Customer | Client | Customer name | Client name"
            + paths("Customer | Client | Account", "Internal ID | External ID"),
            pl="Nr klienta | Numer klienta | ID klienta | Identyfikator klienta | Kod klienta | Symbol klienta"
            " | Nr kontrahenta | ID kontrahenta | Kod kontrahenta | Symbol kontrahenta | Akronim kontrahenta"
            " | Nr nabywcy | Numer nabywcy | Kod nabywcy | ID nabywcy | Nr odbiorcy | Kod odbiorcy"
            " | Kontrahent | Akronim | Klient | Nabywca | Nazwa klienta | Nazwa kontrahenta"
            + paths("Kontrahent | Klient | Nabywca", "Kod | Numer | Nr | ID | Symbol | Akronim"),
            fr="N° client | Numéro client | Numéro de client | No client | Num client | Identifiant client"
            " | Code client | Code du client | Réf. client | Référence client | Compte client | Code tiers | N° compte"
            " | Client | Tiers | Nom du client | Nom client" + paths("Client | Tiers", "Code | N° | Numéro | ID | ID externe"),
            ru="Код клиента | ID клиента | № клиента | Номер клиента | Код контрагента | ID контрагента | Код покупателя"
            " | Мнемокод | Контрагент | Клиент | Покупатель | Наименование клиента | Наименование контрагента"
            + paths("Контрагент | Клиент | Покупатель | Партнёр", "Код | ID | Номер"),
        ),
        required=True,
        fallbacks=(
            level("Account | Debtor No | N° compte | Bill-to Customer No | Nr odbiorcy | Kod odbiorcy"),
            level("Kontrahent | Akronim | Контрагент | Tiers"),
            level("Customer | Klient | Client | Клиент | Nabywca | Покупатель"),
            level("Customer name | Client name | Nazwa klienta | Nazwa kontrahenta | Nom du client | Nom client")
            + level("Наименование клиента | Наименование контрагента"),
        ),
        vague=level("Company | Company name | Contact name | Name | Firma | Nazwa | Société | Nom | Компания | Организация")
        + level("Наименование | Email | E-mail"),
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
            " | Invoice date | Document date | Transaction date | Posting date | Created at | Created | Date | Date and time",
            pl="Data zamówienia | Data złożenia zamówienia | Data sprzedaży | Data wystawienia | Data faktury"
            " | Data dokumentu | Data zakupu | Data księgowania | Data utworzenia | Data | Data i godzina"
            + paths("Zamówienie | Dokument", "Data"),
            fr="Date commande | Date de commande | Date de la commande | Date d'achat | Date de vente | Date facture"
            " | Date de facture | Date de facturation"
            " | Date d'émission | Date pièce | Date de pièce | Date document | Date du document"
            " | Date de création | Date | Date et heure",
            ru="Дата заказа | Дата оформления | Дата оформления заказа"
            " | Дата покупки | Дата продажи | Дата реализации | Дата документа | Дата счёта | Дата накладной"
            " | Дата создания | Дата | Дата и время" + paths("Заказ | Заказ клиента | Документ | Регистратор", "Дата"),
        ),
        required=True,
        fallbacks=(
            level("Sale date | Sales date | Data sprzedaży | Date de vente | Дата продажи | Дата реализации")
            + level("Invoice date | Document date | Transaction date | Data wystawienia | Data faktury | Data dokumentu")
            + level("Date d'émission | Date facture | Date de facture | Date de facturation | Date pièce | Date de pièce")
            + level("Date document")
            + level("Date du document | Дата документа | Дата счёта | Дата накладной"),
            level("Date | Data | Дата | Date and time | Data i godzina | Date et heure | Дата и время"),
            level("Posting date | Data księgowania"),
            level("Created at | Created | Data utworzenia | Date de création | Дата создания"),
        ),
        vague=level("Time | Moment | Timestamp | Czas | Время | Момент"),
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
            " | Line total | Line amount | Amount | Total | Total amount | Revenue | Sales | Sales amount | Value"
            " | Subtotal",
            pl="Wartość netto | Kwota netto | Suma netto | Netto | Razem netto | Wartość zamówienia | Wartość sprzedaży"
            " | Kwota | Wartość | Suma",
            fr="Montant HT | Total HT | Montant net HT | Montant total HT | Prix total HT | CA HT | Net HT"
            " | Montant de la commande | Sous-total | Montant | Total",
            ru="Сумма без НДС | Стоимость без НДС | Сумма заказа | Сумма продажи | Сумма документа | Сумма"
            " | Выручка | Стоимость",
        ),
        required=True,
        fallbacks=(
            level("Order amount | Order total | Order value | Wartość zamówienia | Wartość sprzedaży")
            + level("Montant de la commande | Сумма заказа | Сумма продажи | Сумма документа"),
            level("Subtotal | Sous-total"),
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
            en="Currency code | Order currency | Cur",
            pl="Waluta | Kod waluty",
            fr="Devise | Code devise | Monnaie",
            ru="Валюта | Код валюты | Валюта документа",
        ),
        fallbacks=(level("Currency code | Order currency | Kod waluty | Code devise | Код валюты"),),
    ),
    Field(
        "status",
        "orders",
        Text,
        "Where the order stands; cancelled and returned ones and drafts do not exist for a run.",
        "any",
        "order",
        headers(
            en="Order status | Financial status | Deal stage | State | Order state",
            pl="Status zamówienia | Stan zamówienia | Stan | Status dokumentu | Stan dokumentu",
            fr="Statut | Statut de la commande | Statut commande | État | État de la commande | État commande",
            ru="Статус | Статус заказа | Стадия сделки | Состояние | Состояние заказа",
        ),
        fallbacks=(
            level("Financial status | Deal stage | Стадия сделки"),
            level("State | Stan | État | Состояние | Status dokumentu | Stan dokumentu"),
        ),
    ),
    Field(
        "posted",
        "orders",
        Boolean,
        "Whether the document is posted or approved; what is not is a draft, and does not exist for a run.",
        "any",
        "order",
        headers(
            en="Is posted | Validated | Is validated | Is approved",
            pl="Zatwierdzony | Zatwierdzona | Zatwierdzone | Zatwierdzono | Czy zatwierdzony | Czy zatwierdzone"
            " | Zaksięgowany | Zaksięgowana | Zaksięgowane | Zaksięgowano",
            fr="Validé | Validée | Est validé | Est validée | Comptabilisé | Comptabilisée",
            ru="Проведён | Проведена | Проведено | Документ проведён | Заказ проведён"
            + paths("Заказ | Заказ клиента | Документ | Регистратор", "Проведён"),
        ),
        vague=level("Approved | Confirmed | Potwierdzony | Potwierdzone | Confirmé | Confirmée | Утверждён | Подтверждён"),
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
            " | Lineitem name | Product/Service | Description | Item description",
            pl="Towar | Nazwa towaru | Produkt | Nazwa produktu | Nazwa artykułu | Artykuł | Usługa"
            " | Kod towaru | Indeks towaru | Kod produktu",
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
            en="Qty | Order quantity | Lineitem quantity | Units | Pieces | Quantity ordered",
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
            en="Price | Price per unit | Item price | Product price | Lineitem price | Unit amount | Sales price | Net price",
            pl="Cena jednostkowa | Cena jedn. | Cena jednostkowa netto | Cena netto | Cena",
            fr="Prix unitaire | PU | PU HT | Prix unitaire HT | P.U. HT | PV HT | Prix de vente HT | Prix",
            ru="Цена за единицу | Цена за ед. | Цена без НДС | Цена",
        ),
        fallbacks=(level("Price | Net price | Sales price | Unit amount | Cena | Cena netto | Prix | Цена"),),
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
            en="Payment method | Payment method title | Payment type | Payment terms",
            pl="Forma płatności | Sposób płatności | Metoda płatności | Warunki płatności",
            fr="Mode de paiement | Mode de règlement | Moyen de paiement | Conditions de paiement",
            ru="Способ оплаты | Форма оплаты | Вид оплаты | Условия оплаты",
        ),
        fallbacks=(level("Payment terms | Warunki płatności | Conditions de paiement | Условия оплаты"),),
    ),
)
