namespace HourExchange.Contracts.Lists;

/// <summary>How the columns of a list are called in French, German and English, whichever service reads it. Case and outer spaces do not matter.</summary>
public static class ColumnNames
{
    private static readonly Dictionary<string, ListColumn> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Référence"] = ListColumn.Reference,
        ["Reference"] = ListColumn.Reference,
        ["Referenz"] = ListColumn.Reference,
        ["Date"] = ListColumn.Date,
        ["Datum"] = ListColumn.Date,
        ["Institution d'origine"] = ListColumn.LendingInstitution,
        ["Herkunftsinstitution"] = ListColumn.LendingInstitution,
        ["Lending institution"] = ListColumn.LendingInstitution,
        ["Institution d'accueil"] = ListColumn.ReceivingInstitution,
        ["Gastinstitution"] = ListColumn.ReceivingInstitution,
        ["Receiving institution"] = ListColumn.ReceivingInstitution,
        ["Intervenant·e"] = ListColumn.Contributor,
        ["Intervenant"] = ListColumn.Contributor,
        ["Intervenant-e"] = ListColumn.Contributor,
        ["Mitwirkende"] = ListColumn.Contributor,
        ["Contributor"] = ListColumn.Contributor,
        ["Domaine"] = ListColumn.Domain,
        ["Bereich"] = ListColumn.Domain,
        ["Domain"] = ListColumn.Domain,
        ["Nature"] = ListColumn.Nature,
        ["Art"] = ListColumn.Nature,
        ["Intitulé"] = ListColumn.Title,
        ["Titel"] = ListColumn.Title,
        ["Title"] = ListColumn.Title,
        ["Quantité"] = ListColumn.Quantity,
        ["Menge"] = ListColumn.Quantity,
        ["Quantity"] = ListColumn.Quantity,
        ["Unité"] = ListColumn.Unit,
        ["Einheit"] = ListColumn.Unit,
        ["Unit"] = ListColumn.Unit,
        ["Mode de sollicitation"] = ListColumn.Sourcing,
        ["Anfrageweg"] = ListColumn.Sourcing,
        ["Sourcing"] = ListColumn.Sourcing,
        ["Employeur informé"] = ListColumn.EmployerInformed,
        ["Arbeitgeber informiert"] = ListColumn.EmployerInformed,
        ["Employer informed"] = ListColumn.EmployerInformed,
        ["Minutes créditées"] = ListColumn.CreditedMinutes,
        ["Minutes"] = ListColumn.CreditedMinutes,
        ["Angerechnete Minuten"] = ListColumn.CreditedMinutes,
        ["Minuten"] = ListColumn.CreditedMinutes,
        ["Credited minutes"] = ListColumn.CreditedMinutes,
        ["Convention"] = ListColumn.Agreement,
        ["Vereinbarung"] = ListColumn.Agreement,
        ["Agreement"] = ListColumn.Agreement,
    };

    /// <summary>Typographic apostrophes and no-break spaces are what word processors make of the plain ones.</summary>
    public static ListColumn? Find(string header) =>
        Names.TryGetValue(header.Replace('’', '\'').Replace('\u00a0', ' ').Trim(), out var column) ? column : null;

    /// <summary>The French name, by which faults are reported when the file itself lacks the column.</summary>
    public static string FrenchName(ListColumn column) => Names.First(name => name.Value == column).Key;
}
