"""Who a customer is on paper and how to reach them."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, headers, level, paths
from kartoteka.model.types import Day, Text

IDENTITY = (
    Field(
        "customer_id",
        "customers",
        Text,
        "What the firm's own systems call the customer; one customer has one.",
        "any",
        "identity",
        headers(
            en="Customer ID | Customer No | Customer Number | Customer Key | Customer Code | Client ID | Account"
            " | Account No | Account Number | Account ID | Debtor No | Account Ref | A/C | A/C Ref | A/C No | Customer Ref"
            + paths("Customer | Client | Account", "Internal ID | External ID"),
            pl="Nr klienta | Numer klienta | ID klienta | Identyfikator klienta | Kod klienta | Symbol klienta"
            " | Nr kontrahenta | ID kontrahenta | Kod kontrahenta | Symbol kontrahenta | Akronim kontrahenta"
            " | Kontrahent | Akronim | Klient | Symbol"
            + paths("Kontrahent | Klient", "Kod | Numer | Nr | ID | Symbol | Akronim"),
            fr="N° client | Numéro client | Numéro de client | No client | Num client | ID client | Identifiant client"
            " | Code client | Code du client | Réf. client | Référence client | Compte client | Code tiers | N° compte"
            " | Client" + paths("Client | Tiers", "Code | N° | Numéro | ID | ID externe"),
            ru="Код клиента | ID клиента | № клиента | Номер клиента | Код контрагента | ID контрагента | Код покупателя"
            " | Мнемокод | Контрагент | Клиент" + paths("Контрагент | Клиент | Покупатель | Партнёр", "Код | ID | Номер"),
        ),
        required=True,
        fallbacks=(
            level("Account | Debtor No | N° compte"),
            level("Kontrahent | Akronim | Контрагент | Symbol"),
            level("Klient | Client | Клиент"),
        ),
        vague=level("ID | No. | Number | Code | Key | Internal ID | External ID | Record ID | Rec ID | Unique ID | UID")
        + level("Nr | Numer | Kod | Identyfikator")
        + level("N° | Numéro | Identifiant | ID externe | № | Номер | Код | Идентификатор"),
    ),
    Field(
        "last_name",
        "customers",
        Text,
        "The family name of a customer who is a person.",
        "person",
        "identity",
        headers(
            en="Last name | Surname | Family name | Billing last name | Name",
            pl="Nazwisko | Nazwisko klienta",
            fr="Nom de famille | Patronyme | Nom",
            ru="Фамилия | Фамилия клиента",
        ),
        fallbacks=(level("Nom | Name"),),
        fallbacks_need="first_name",
    ),
    Field(
        "first_name",
        "customers",
        Text,
        "The given name of a customer who is a person.",
        "person",
        "identity",
        headers(
            en="First name | Given name | Forename | Billing first name",
            pl="Imię | Imię klienta",
            fr="Prénom | Prénom du client",
            ru="Имя | Имя клиента",
        ),
    ),
    Field(
        "name",
        "customers",
        Text,
        "The customer's name as it stands on an invoice.",
        "any",
        "identity",
        headers(
            en="Customer name | Client name | Sell-to Customer Name | Billing name | Account name | Company name | Company"
            " | Full name | Name | Customer",
            pl="Nazwa klienta | Nazwa kontrahenta | Nazwa nabywcy | Nazwa firmy | Pełna nazwa | Imię i nazwisko | Nazwa pełna"
            " | Pełna nazwa firmy | Nazwa pełna firmy | Pełna nazwa klienta | Nazwa | Firma | Nazwa skrócona"
            " | Nazwa 1 | Kontrahent | Klient" + paths("Kontrahent | Klient", "Nazwa"),
            fr="Raison sociale | Nom du client | Nom client | Nom complet | Nom de la société | Dénomination | Nom | Société"
            " | Entreprise | Client | Intitulé | Intitulé client | Intitulé du client | Nom du tiers | Intitulé du tiers"
            " | denominationUniteLegale" + paths("Client | Tiers", "Nom | Raison sociale"),
            ru="Наименование клиента | Наименование контрагента | Название организации | Название компании"
            " | Полное наименование | Наименование организации | Наименование | Название | Организация | Компания | ФИО"
            " | Клиент | Контрагент" + paths("Контрагент | Клиент | Покупатель | Партнёр", "Наименование | Название"),
        ),
        fallbacks=(
            level("Nazwa pełna | Pełna nazwa firmy | Nazwa pełna firmy | Pełna nazwa klienta"),
            level("Name | Nom | Nazwa | Nazwa 1 | Intitulé | Наименование | Название"),
            level("Company | Firma | Société | Entreprise | Организация | Компания"),
            level("Nazwa skrócona"),
            level("Customer | Klient | Kontrahent | Client | Клиент | Контрагент"),
        ),
    ),
    Field(
        "tax_id",
        "customers",
        Text,
        "The number under which the tax office or the register knows the customer.",
        "any",
        "identity",
        headers(
            en="VAT ID | VAT No | VAT Number | VAT registration number | VAT registration no | VAT Reg No | Tax ID | Tax number"
            " | Company number",
            pl="NIP | Nr NIP | NIP klienta | NIP kontrahenta | NIP nabywcy | NIP UE | Nr identyfikacyjny VAT"
            " | Numer identyfikacyjny VAT" + paths("Kontrahent | Klient | Nabywca", "NIP"),
            fr="N° TVA | N° de TVA | N° TVA intracommunautaire | TVA intracom | Numéro de TVA | SIREN | N° SIREN | SIRET"
            " | N° SIRET",
            ru="ИНН | ИНН клиента | ИНН контрагента | ИНН покупателя | ИНН/КПП"
            + paths("Контрагент | Клиент | Покупатель", "ИНН"),
        ),
        fallbacks=(
            level("NIP UE | Company number"),
            level("SIREN | N° SIREN"),
            level("SIRET | N° SIRET"),
        ),
    ),
    Field(
        "email",
        "customers",
        Text,
        "The address to which e-mail goes.",
        "any",
        "identity",
        headers(
            en="E-mail | Email address | E-mail address | Customer email | Work email | Billing email | Mail",
            pl="Adres e-mail | Adres email | Poczta elektroniczna | E-mail klienta | E-mail służbowy"
            + paths("Kontakt | Klient | Kontrahent", "E-mail"),
            fr="Courriel | Adresse mail | Adresse e-mail | Adresse courriel | Mél | E-mail (facturation)",
            ru="Эл. почта | Электронная почта | Адрес электронной почты | Почта | Емейл | Имейл | Рабочий e-mail",
        ),
        fallbacks=(level("Mail | Почта"),),
    ),
    Field(
        "phone",
        "customers",
        Text,
        "The number at which the customer can be called.",
        "any",
        "identity",
        headers(
            en="Phone number | Phone no | Telephone | Telephone number | Tel | Customer phone | Business phone"
            " | Work phone | Phone numbers | Phone 1 | Billing phone"
            " | Mobile | Mobile phone | Cell phone",
            pl="Telefon | Tel. | Nr telefonu | Numer telefonu | Nr tel. | Telefon kontaktowy | Telefon 1 | Telefon służbowy"
            " | Telefon komórkowy | Komórka" + paths("Kontakt | Klient | Kontrahent", "Telefon"),
            fr="Téléphone | Tél. | N° téléphone | N° de téléphone | Numéro de téléphone | Téléphone fixe"
            " | Téléphone (facturation) | Téléphone fixe (facturation) | Téléphone portable | Portable | Mobile",
            ru="Телефон | Тел. | Номер телефона | Контактный телефон | Рабочий телефон | Мобильный телефон | Мобильный",
        ),
        fallbacks=(
            level("Mobile | Mobile phone | Cell phone | Telefon komórkowy | Komórka | Téléphone portable | Portable")
            + level("Мобильный телефон | Мобильный"),
        ),
    ),
    Field(
        "street",
        "customers",
        Text,
        "Street and house number, or the whole address in one cell.",
        "any",
        "identity",
        headers(
            en="Street address | Street 1 | Address line 1 | Address 1 | Billing address | Address"
            + paths("Billing | Billing address | Mailing", "Street | Street 1 | Line 1 | Address 1 | Address line 1")
            + " | PO address line 1",
            pl="Ulica | Ulica i numer | Ulica i nr | Adres klienta | Adres" + paths("Adres", "Ulica"),
            fr="Rue | N° et rue | Adresse 1 | Adresse postale | Adresse (facturation) | Adresse 1 (facturation)"
            " | Adresse de facturation | Adresse",
            ru="Улица | Улица, дом | Почтовый адрес | Адрес клиента | Фактический адрес | Адрес",
        ),
        fallbacks=(
            level("Billing address | Adresse de facturation | Фактический адрес"),
            level("Address | Adres | Adresse | Адрес"),
        ),
    ),
    Field(
        "postal_code",
        "customers",
        Text,
        "The post's code of the place, as text, so that it keeps its leading noughts.",
        "any",
        "identity",
        headers(
            en="Postcode | Post code | ZIP | ZIP code | PO postal code"
            + paths("Billing | Billing address | Mailing", "Postal code | ZIP | ZIP code | Postcode | Zip/Postal Code"),
            pl="Kod pocztowy | Kod poczt." + paths("Adres", "Kod pocztowy"),
            fr="Code postal | CP | Code postal (facturation) | codePostalEtablissement",
            ru="Почтовый индекс | Индекс",
        ),
        vague=("Kod",),
    ),
    Field(
        "city",
        "customers",
        Text,
        "The town or village of the address.",
        "any",
        "identity",
        headers(
            en="Town | City/Town | PO city" + paths("Billing | Billing address | Mailing", "City | Town"),
            pl="Miasto | Miejscowość" + paths("Adres", "Miejscowość | Miasto"),
            fr="Ville | Commune | Localité | Ville (facturation) | libelleCommuneEtablissement",
            ru="Город | Населённый пункт",
        ),
    ),
    Field(
        "region",
        "customers",
        Text,
        "The province, state or department of the address.",
        "any",
        "identity",
        headers(
            en="State | Province | County | State/Province",
            pl="Województwo",
            fr="Région | Département",
            ru="Регион | Область | Край",
        ),
        fallbacks=(level("County | Département | Область | Край"),),
    ),
    Field(
        "country",
        "customers",
        Text,
        "The country of the address, by name or code.",
        "any",
        "identity",
        headers(
            en="Country code | Country/Region | PO country | Country/Region code"
            + paths("Billing | Billing address | Mailing", "Country"),
            pl="Kraj | Państwo | Kod kraju",
            fr="Pays | Code pays",
            ru="Страна | Код страны",
        ),
        fallbacks=(level("Country code | Country/Region code | Kod kraju | Code pays | Код страны"),),
    ),
    Field(
        "main_contact",
        "customers",
        Text,
        "The person to speak to at a company.",
        "company",
        "identity",
        headers(
            en="Contact | Contact name | Contact person | Primary contact",
            pl="Osoba kontaktowa | Osoba do kontaktu | Kontakt",
            fr="Interlocuteur | Contact principal | Nom du contact | Personne de contact",
            ru="Контактное лицо | Основной контакт | Контакт",
        ),
        fallbacks=(level("Contact | Kontakt | Контакт"),),
    ),
    Field(
        "last_contact_on",
        "customers",
        Day,
        "The day on which we were last in touch: a call, a visit, an enquiry.",
        "any",
        "identity",
        headers(
            en="Last contact | Last contact date | Date of last contact | Last contacted",
            pl="Ostatni kontakt | Data ostatniego kontaktu",
            fr="Dernier contact | Date du dernier contact | Date de dernier contact",
            ru="Последний контакт | Дата последнего контакта",
        ),
    ),
)
