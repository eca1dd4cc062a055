using System.Globalization;
using HourExchange.Client.Interventions;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>The terms of an agreement in a form: as they were when it was opened, or as they are typed.</summary>
public sealed class TypedTerms
{
    public const string Yes = "oui";
    public const string No = "non";

    private readonly Dictionary<string, string> _typed = [];
    private readonly Dictionary<string, int> _rows = [];

    public string this[string field] => _typed.GetValueOrDefault(field, "");

    public string this[TermTable table, int row, string column] => this[table.Field(row, column)];

    /// <summary>How many rows the form shows, the empty ones too.</summary>
    public int RowsOf(TermTable table) => Math.Max(_rows.GetValueOrDefault(table.Name), table.Rows);

    /// <summary>The rows in which something is typed.</summary>
    public IEnumerable<int> Filled(TermTable table) =>
        Enumerable.Range(0, _rows.GetValueOrDefault(table.Name)).Where(row => table.Columns.Any(column => !TermTable.Chosen.Contains(column) && this[table, row, column].Length > 0));

    /// <summary>The first row of that code; 0 where there is none.</summary>
    public int RowOf(TermTable table, string column, string code) => Filled(table).FirstOrDefault(row => CodeOf(table, row, column) == code);

    /// <summary>The code of a row; where none is typed, made of its name.</summary>
    public string CodeOf(TermTable table, int row, string column = "code") =>
        this[table, row, column] is { Length: > 0 } code ? code : table.Columns.Contains("nom") && column == "code" ? TermCode.Of(this[table, row, "nom"])
        : table.Columns.Contains("titre") && column == "code" ? TermCode.Of(this[table, row, "titre"]) : "";

    /// <summary>Whether a field of those is otherwise in another form; one that is not there is empty, and a choice of a row without a name is none.</summary>
    public bool Differs(TypedTerms other, Func<string, bool> fields) => _typed.Keys.Union(other._typed.Keys).Where(fields)
        .Any(field => this[field] != other[field] && !(TermTable.Chosen.Any(column => field.EndsWith($"-{column}", StringComparison.Ordinal)) && (this[field].Length == 0 || other[field].Length == 0)));

    /// <summary>One row more in a table.</summary>
    public void Add(TermTable table) => _rows[table.Name] = Math.Min(RowsOf(table) + 1, TermTable.RowLimit);

    public static TypedTerms Of(IFormCollection form)
    {
        var typed = new TypedTerms();
        foreach (var (name, value) in form.Where(field => !field.Key.StartsWith('_')))
        {
            typed._typed[name] = value.ToString().Trim().ReplaceLineEndings("\n");
        }

        foreach (var table in TermTable.All)
        {
            var last = Enumerable.Range(0, TermTable.RowLimit).LastOrDefault(row => typed._typed.ContainsKey(table.Field(row, table.Columns[0])), -1);
            typed._rows[table.Name] = last + 1;
        }

        return typed;
    }

    /// <summary>A form that nobody has typed in yet.</summary>
    /// <param name="language">Names of codes stand in it: fr, de or en.</param>
    /// <param name="institution">Whose form it is: the other parties are its partners.</param>
    public static TypedTerms Of(AgreementContent content, string language, string institution)
    {
        var typed = new TypedTerms();
        typed.Set("signee", Day(content.Signed));
        typed.Set("ref", content.Ref);
        typed.Set("decision", content.Reference);
        typed.Set("devise", content.Currency);
        typed.Set("duree", Number(content.TermYears));
        typed.Set("tacite", content.TacitRenewal ? Yes : No);
        typed.Set("preavis", Number(content.NoticeMonths));
        typed.Set("debut", content.YearStart);
        typed.Set("base", content.TariffBasis);
        typed.Set("reglement", content.SettlementTariff ?? "");
        typed.Set("plafond", content.CarryCapMinutes is { } cap ? Words.Reading.Spelling.Hours(cap) : "");
        typed.Set("coens", content.CoTeaching ?? "each");
        typed.Set("silence", Number(content.SilenceDays));
        typed.Set("alerte", Number(content.AlertDays));
        typed.Set("concentration", Number(content.ConcentrationPercent));
        typed.Set("objet", content.Object ?? "");
        typed.Fill(TermTable.Partners, content.Parties.Where(party => party != institution).Select(party => new[] { party }));
        typed.Fill(TermTable.Natures, content.Natures.Select(nature => new[] { Name(content.Labels?.Natures, nature.Key, language), nature.Key, nature.Value.Coefficient, nature.Value.Tariff, nature.Value.Exchanged == false ? No : Yes }));
        typed.Fill(TermTable.Domains, content.Domains.Select(domain => new[]
        {
            Name(content.Labels?.Domains, domain.Key, language), domain.Key, Day(domain.Value.AdmittedFrom), content.SettlementTariffs?.TryGetValue(domain.Key, out var tariff) == true ? tariff : "", Group(content, domain.Key),
        }));
        typed.Fill(TermTable.Units, content.Units.Select(unit => new[] { unit.Key, Number(unit.Value) }));
        typed.Fill(TermTable.Rubrics, (content.Rubrics ?? []).Select(rubric => new[] { rubric.Labels.TryGetValue(language, out var title) ? title : "", rubric.Code, string.Join(", ", rubric.Domains) }));
        typed.Fill(TermTable.Signatories, (content.Signatories ?? []).Select(one => new[] { one.Institution, one.Function }));
        typed.Fill(TermTable.Delegates, (content.Delegates ?? []).Select(one => new[] { one.Institution, one.Of, one.Body }));
        return typed;
    }

    public void Set(string field, string value) => _typed[field] = value;

    /// <summary>The first group is 1; those of no group have none.</summary>
    private static string Group(AgreementContent content, string domain)
    {
        var group = content.CompensationGroups.Index().FirstOrDefault(one => one.Item.Contains(domain), (-1, [])).Index;
        return group < 0 ? "" : Number(group + 1);
    }

    private static string Name(IDictionary<string, IDictionary<string, string>>? labels, string code, string language) =>
        labels?.TryGetValue(code, out var named) == true && named.TryGetValue(language, out var name) ? name : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private void Fill(TermTable table, IEnumerable<string[]> rows)
    {
        foreach (var (row, values) in rows.Index())
        {
            _rows[table.Name] = row + 1;
            foreach (var (column, value) in table.Columns.Zip(values))
            {
                Set(table.Field(row, column), value);
            }
        }
    }
}
