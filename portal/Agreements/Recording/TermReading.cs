using System.Globalization;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Interventions;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>Typed terms as the content of an agreement. It says what cannot be read; whether what is read may stand is the service's to say.</summary>
/// <param name="language">In which names were typed; names in other languages stay as they were.</param>
/// <param name="basis">What the form was opened from: what it does not show stays.</param>
public sealed class TermReading(TypedTerms typed, string language, AgreementContent? basis, Faults faults, Wording words)
{
    /// <param name="institution">Whose form it is: the first of the parties.</param>
    /// <returns>Null where something cannot be read.</returns>
    public AgreementContent? New(string institution)
    {
        var partners = typed.Filled(TermTable.Partners).Select(row => typed[TermTable.Partners, row, "code"]).ToList();
        if (partners.Count == 0)
        {
            Missing(TermTable.Partners.Field(0, "code"));
        }

        var signed = Day("signee");
        return Read(Needed("ref"), Needed("decision"), Needed("devise").ToUpperInvariant(), [institution, .. partners], signed);
    }

    /// <summary>What was read, where something of it could not be: empty or zero in its place, for the service to judge the rest.</summary>
    public AgreementContent? Judged { get; private set; }

    /// <summary>What the terms would be: who, since when and under which reference stays.</summary>
    public AgreementContent? Amended() => Read(basis!.Ref, basis.Reference, basis.Currency, basis.Parties, basis.Signed);

    private AgreementContent? Read(string reference, string decision, string currency, IReadOnlyList<string> parties, DateOnly signed)
    {
        var natures = Natures();
        var domains = Domains(signed);
        var content = new AgreementContent
        {
            Ref = reference,
            Reference = decision,
            Parties = parties,
            Currency = currency,
            Signed = signed,
            TermYears = Number("duree") ?? Missing("duree"),
            TacitRenewal = typed["tacite"] == TypedTerms.Yes,
            NoticeMonths = Number("preavis") ?? Missing("preavis"),
            YearStart = Needed("debut"),
            Units = Units(),
            TariffBasis = Needed("base"),
            SettlementTariff = Text("reglement") is { } tariff ? TermCode.Decimal(tariff) : null,
            CarryCapMinutes = Hours("plafond"),
            CompensationGroups = Groups(),
            Natures = natures,
            Domains = domains,
            Object = Text("objet"),
            Signatories = Listed(TermTable.Signatories, row => new Signatory { Institution = Cell(TermTable.Signatories, row, "institution"), Function = Cell(TermTable.Signatories, row, "fonction") }),
            Delegates = Listed(TermTable.Delegates, row => new InstitutionDelegate
            {
                Institution = Cell(TermTable.Delegates, row, "institution"),
                Of = Cell(TermTable.Delegates, row, "chez"),
                Body = Cell(TermTable.Delegates, row, "organe"),
            }),
            SettlementTariffs = SettlementTariffs(),
            // Nothing said is "each": what was not said stays unsaid, so that an amendment changes only what was changed.
            CoTeaching = typed["coens"] is var coTeaching && coTeaching == "each" && basis?.CoTeaching is null ? null : coTeaching,
            SilenceDays = Number("silence"),
            AlertDays = Number("alerte"),
            ConcentrationPercent = Number("concentration"),
            Labels = Labels(natures.Keys, domains.Keys),
            Rubrics = Listed(TermTable.Rubrics, Rubric),
        };
        Judged = content;
        return faults.Any ? null : content;
    }

    private Dictionary<string, NatureTerms> Natures() => Coded(TermTable.Natures, (row, code) => new NatureTerms
    {
        Coefficient = TermCode.Rational(Cell(TermTable.Natures, row, "coefficient")),
        Tariff = TermCode.Decimal(Cell(TermTable.Natures, row, "tarif")),
        Exchanged = typed[TermTable.Natures, row, "echangee"] == TypedTerms.No ? false
            : basis?.Natures.TryGetValue(code, out var before) == true && before!.Exchanged == true ? true : null,
    });

    private Dictionary<string, DomainTerms> Domains(DateOnly signed) => Coded(TermTable.Domains, (row, _) => new DomainTerms
    {
        AdmittedFrom = typed[TermTable.Domains, row, "des"].Length == 0 ? signed : Day(TermTable.Domains.Field(row, "des")),
    });

    private Dictionary<string, int> Units() => Coded(TermTable.Units, (row, _) => Number(TermTable.Units.Field(row, "minutes")) ?? Missing(TermTable.Units.Field(row, "minutes")), "nom");

    private List<IReadOnlyList<string>> Groups() => [.. typed.Filled(TermTable.Domains).Where(row => typed[TermTable.Domains, row, "groupe"].Length > 0)
        .GroupBy(row => typed[TermTable.Domains, row, "groupe"]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (IReadOnlyList<string>)[.. Ordered(group.Select(row => typed.CodeOf(TermTable.Domains, row)))])];

    // A group is used up in its order: where it holds the same domains as before, in the order of before.
    private IEnumerable<string> Ordered(IEnumerable<string> domains)
    {
        var now = domains.ToList();
        return basis?.CompensationGroups.FirstOrDefault(group => group.Count == now.Count && group.All(now.Contains)) ?? now;
    }

    private Dictionary<string, string>? SettlementTariffs()
    {
        var tariffs = typed.Filled(TermTable.Domains).Where(row => typed[TermTable.Domains, row, "reglement"].Length > 0)
            .DistinctBy(row => typed.CodeOf(TermTable.Domains, row)).ToDictionary(row => typed.CodeOf(TermTable.Domains, row), row => TermCode.Decimal(typed[TermTable.Domains, row, "reglement"]));
        return tariffs.Count == 0 && basis?.SettlementTariffs is not { Count: 0 } ? null : tariffs;
    }

    private Rubric Rubric(int row)
    {
        var code = typed.CodeOf(TermTable.Rubrics, row);
        var labels = new Dictionary<string, string>(basis?.Rubrics?.FirstOrDefault(rubric => rubric.Code == code)?.Labels ?? new Dictionary<string, string>());
        SetOrRemove(labels, typed[TermTable.Rubrics, row, "titre"]);
        // Domains may be named as people call them.
        var named = typed.Filled(TermTable.Domains).DistinctBy(domain => typed[TermTable.Domains, domain, "nom"]).ToDictionary(
            domain => typed[TermTable.Domains, domain, "nom"], domain => typed.CodeOf(TermTable.Domains, domain), StringComparer.OrdinalIgnoreCase);
        var domains = typed[TermTable.Rubrics, row, "domaines"].Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Rubric { Code = code, Labels = labels, Domains = [.. domains.Select(domain => named.GetValueOrDefault(domain, domain))] };
    }

    private TermLabels? Labels(ICollection<string> natures, ICollection<string> domains)
    {
        var (ofNatures, ofDomains) = (Named(TermTable.Natures, natures, basis?.Labels?.Natures), Named(TermTable.Domains, domains, basis?.Labels?.Domains));
        return ofNatures is null && ofDomains is null && basis?.Labels?.PlacementKinds is null && basis?.Labels is null
            ? null : new TermLabels { Natures = ofNatures, Domains = ofDomains, PlacementKinds = basis?.Labels?.PlacementKinds };
    }

    private Dictionary<string, IDictionary<string, string>>? Named(TermTable table, ICollection<string> codes, IDictionary<string, IDictionary<string, string>>? before)
    {
        var all = new Dictionary<string, IDictionary<string, string>>();
        foreach (var row in typed.Filled(table).Where(row => codes.Contains(typed.CodeOf(table, row))))
        {
            var code = typed.CodeOf(table, row);
            var names = before?.TryGetValue(code, out var known) == true ? new Dictionary<string, string>(known!) : [];
            SetOrRemove(names, typed[table, row, "nom"]);
            if (names.Count > 0 || before?.ContainsKey(code) == true)
            {
                all[code] = names;
            }
        }

        return all.Count == 0 && before is null ? null : all;
    }

    private void SetOrRemove(Dictionary<string, string> names, string name)
    {
        if (name.Length > 0)
        {
            names[language] = name;
        }
        else
        {
            names.Remove(language);
        }
    }

    private Dictionary<string, T> Coded<T>(TermTable table, Func<int, string, T> read, string column = "code")
    {
        var all = new Dictionary<string, T>();
        foreach (var row in typed.Filled(table))
        {
            var code = typed.CodeOf(table, row, column);
            if (code.Length == 0)
            {
                Missing(table.Field(row, table.Columns[0]));
            }
            else if (!all.TryAdd(code, read(row, code)))
            {
                faults.Add(table.Field(row, column), words.Format("Agreements.fault.twice", code));
            }
        }

        if (all.Count == 0)
        {
            Missing(table.Field(0, table.Columns[0]));
        }

        return all;
    }

    private List<T>? Listed<T>(TermTable table, Func<int, T> read) => typed.Filled(table).Select(read).ToList() is { Count: > 0 } all ? all : null;

    private string Cell(TermTable table, int row, string column) => Needed(table.Field(row, column));

    private string Needed(string field)
    {
        if (typed[field].Length == 0)
        {
            Missing(field);
        }

        return typed[field];
    }

    private string? Text(string field) => typed[field] is { Length: > 0 } text ? text : null;

    private DateOnly Day(string field)
    {
        if (TypedLine.DayOf(typed[field]) is { } day)
        {
            return day;
        }

        faults.Add(field, words["Fault.date"]);
        return default;
    }

    private int? Hours(string field)
    {
        if (!HoursTyped.TryRead(typed[field], out var minutes))
        {
            faults.Add(field, words["Fault.hours"]);
        }

        return minutes;
    }

    private int? Number(string field)
    {
        if (typed[field].Length == 0)
        {
            return null;
        }

        if (int.TryParse(typed[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add(field, words["Agreements.fault.number"]);
        return 0;
    }

    private int Missing(string field)
    {
        faults.Add(field, words["Agreements.fault.missing"]);
        return 0;
    }
}
