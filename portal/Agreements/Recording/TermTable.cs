namespace HourExchange.Portal.Agreements.Recording;

/// <summary>A table of terms in a form: each row is a line of plain fields, named <c>nature-0-coefficient</c>. A row left empty is none.</summary>
/// <param name="Name">Of the table, in the names of its fields.</param>
/// <param name="Columns">Names of its fields.</param>
/// <param name="Rows">How many a form has at least.</param>
public sealed record TermTable(string Name, IReadOnlyList<string> Columns, int Rows)
{
    public static readonly TermTable Partners = new("partenaire", ["code"], 1);
    public static readonly TermTable Natures = new("nature", ["nom", "code", "coefficient", "tarif", "echangee"], 4);
    public static readonly TermTable Domains = new("domaine", ["nom", "code", "des", "reglement", "groupe"], 3);
    public static readonly TermTable Units = new("unite", ["nom", "minutes"], 2);
    public static readonly TermTable Rubrics = new("rubrique", ["titre", "code", "domaines"], 1);
    public static readonly TermTable Signatories = new("signataire", ["institution", "fonction"], 2);
    public static readonly TermTable Delegates = new("delegue", ["institution", "chez", "organe"], 1);

    public static readonly IReadOnlyList<TermTable> All = [Partners, Natures, Domains, Units, Rubrics, Signatories, Delegates];

    /// <summary>More rows than any agreement has: a form that names one beyond is none of ours.</summary>
    public const int RowLimit = 100;

    /// <summary>What is chosen, not typed: it stands also in a row that is left empty.</summary>
    public static readonly IReadOnlyList<string> Chosen = ["echangee"];

    public string Field(int row, string column) => $"{Name}-{row}-{column}";
}
