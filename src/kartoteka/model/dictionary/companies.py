"""Companies: who they are."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, headers, level
from kartoteka.model.types import Day, Integer, Text

COMPANIES = (
    Field(
        "industry",
        "customers",
        Text,
        "What the company does, in words or as a code of the register.",
        "company",
        "company",
        headers(
            en="Sector | Industry sector | Line of business | GICS Sector | SIC | SIC code | NAICS | NAICS code | NACE",
            pl="Branża | Sektor | Rodzaj działalności | PKD | Kod PKD | Główne PKD",
            fr="Secteur | Secteur d'activité | Branche | Activité | Code NAF | NAF | APE | Code APE | Code NAF (APE)"
            " | activitePrincipaleUniteLegale | activitePrincipaleEtablissement",
            ru="Отрасль | Сфера деятельности | Вид деятельности | ОКВЭД | Код ОКВЭД | Основной ОКВЭД",
        ),
        fallbacks=(
            level("Sektor | Sector | Rodzaj działalności | Activité | Вид деятельности | Сфера деятельности"),
            level("PKD | Kod PKD | Główne PKD | Code NAF | NAF | ОКВЭД | Код ОКВЭД | Основной ОКВЭД | SIC | SIC code")
            + level("Code NAF (APE) | NAICS | NAICS code | NACE"),
            level("APE | Code APE"),
            level("activitePrincipaleEtablissement"),
        ),
    ),
    Field(
        "founded_on",
        "customers",
        Day,
        "The day on which the company began; where only the year is known, the first of January.",
        "company",
        "company",
        headers(
            en="Founded | Year founded | Founding year | Founding date | Date founded | Established | Incorporation date",
            pl="Rok założenia | Data założenia | Data rozpoczęcia działalności | Data powstania",
            fr="Date de création | Année de création | Date de fondation | Créée en | dateCreationUniteLegale",
            ru="Год основания | Дата основания | Дата регистрации | Год создания",
        ),
        fallbacks=(
            level("Year founded | Founding year | Rok założenia | Année de création | Год основания | Год создания"),
            level("Data rozpoczęcia działalności | Incorporation date | Дата регистрации"),
        ),
    ),
    Field(
        "years_active",
        "customers",
        Integer,
        "Whole years on the market, where the day of founding is not known.",
        "company",
        "company",
        headers(
            en="Years on the market | Years in business | Company age",
            pl="Lata na rynku | Lat na rynku | Staż na rynku",
            fr="Années d'activité | Ancienneté de l'entreprise",
            ru="Лет на рынке | Возраст компании",
        ),
    ),
    Field(
        "employees",
        "customers",
        Integer,
        "The number of people employed.",
        "company",
        "company",
        headers(
            en="Headcount | Number of employees | No of employees | Employee count | Team size | Company size | Staff",
            pl="Liczba pracowników | Zatrudnienie | Liczba zatrudnionych | Ilość pracowników | Wielkość zatrudnienia",
            fr="Effectif | Effectifs | Nb salariés | Nombre de salariés | Nombre d'employés",
            ru="Численность | Численность сотрудников | Кол-во сотрудников | Количество сотрудников | Штат",
        ),
        fallbacks=(level("Team size | Company size | Staff | Штат"),),
    ),
    Field(
        "employees_band",
        "customers",
        Text,
        "The number of people employed, where it is told as a band (250-499) or as a code.",
        "company",
        "company",
        headers(
            en="Headcount band | Headcount range | Employee range | Employees range | Employee band | Size band"
            " | Company size range",
            pl="Przedział zatrudnienia | Przedział liczby pracowników | Klasa zatrudnienia | Klasa wielkości zatrudnienia",
            fr="Tranche effectif | Tranche d'effectif | Tranche d'effectifs | Tranche effectifs | Tranche effectif salarié"
            " | Tranche d'effectif salarié | Tranche effectifs unité légale | Tranche effectifs établissement"
            " | trancheEffectifsUniteLegale | trancheEffectifsEtablissement",
            ru="Диапазон численности | Диапазон численности сотрудников | Категория численности",
        ),
    ),
    Field(
        "seat",
        "customers",
        Text,
        "Where the company is registered.",
        "company",
        "company",
        headers(
            en="Headquarters | Registered office | Headquarters location | HQ",
            pl="Siedziba | Siedziba firmy",
            fr="Siège | Siège social",
            ru="Местонахождение | Юридический адрес | Штаб-квартира",
        ),
    ),
    Field(
        "reach",
        "customers",
        Text,
        "How far the company's business goes: local, national, international.",
        "company",
        "company",
        headers(
            en="Market reach | Area of activity | Geographic reach",
            pl="Zasięg | Zasięg działania | Zasięg działalności",
            fr="Portée | Rayonnement | Zone d'activité",
            ru="Охват | География деятельности | Территория деятельности",
        ),
    ),
    Field(
        "contact_role",
        "customers",
        Text,
        "What the person we speak to does at the company.",
        "company",
        "company",
        headers(
            en="Contact title | Role of contact | Contact position",
            pl="Rola osoby kontaktowej | Stanowisko osoby kontaktowej | Stanowisko",
            fr="Fonction du contact | Rôle de l'interlocuteur | Fonction",
            ru="Роль контактного лица | Должность контактного лица | Должность",
        ),
        fallbacks=(level("Stanowisko | Fonction | Должность"),),
    ),
    Field(
        "team_skills",
        "customers",
        Text,
        "What the company's team can do by itself.",
        "company",
        "company",
        headers(
            en="Skills | Skills of the team",
            pl="Umiejętności zespołu | Kompetencje zespołu | Umiejętności",
            fr="Compétences de l'équipe | Compétences",
            ru="Навыки команды | Компетенции команды | Навыки",
        ),
        fallbacks=(level("Skills | Umiejętności | Compétences | Навыки"),),
    ),
    Field(
        "tools",
        "customers",
        Text,
        "The tools and systems that the company works with.",
        "company",
        "company",
        headers(
            en="Tools used | Software used | Tech stack",
            pl="Narzędzia | Używane narzędzia",
            fr="Outils | Outils utilisés",
            ru="Инструменты | Используемые инструменты",
        ),
    ),
)
