using System.Globalization;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Interventions.Changing;

/// <summary>The fields of a line in a form that changes it: as they were when it was opened, and as they are typed.</summary>
public sealed class TypedChange
{
    public static readonly string[] Fields = ["date", "intervenant", "nature", "domaine", "intitule", "quantite", "unite", "regime", "lieu", "programme", "expertise", "soll"];

    /// <summary>What is said when it has taken place.</summary>
    public static readonly string[] OfDelivery = ["date", "quantite", "unite", "intervenant", "lieu"];

    private const string Before = "avant-";

    private readonly Dictionary<string, string> _typed = [], _opened = [];

    public string Reason { get; private init; } = "";

    /// <summary>That a code that the other side has too is somebody new.</summary>
    public bool IsNewPerson { get; private init; }

    /// <summary>The version that the form was made from.</summary>
    public int Version { get; private init; }

    public string this[string field] => _typed.GetValueOrDefault(field, "");

    /// <summary>The form of a line that nobody has typed in yet.</summary>
    public static TypedChange Of(InterventionView line)
    {
        var change = new TypedChange { Version = line.Version };
        foreach (var (field, value) in ValuesOf(line))
        {
            change._typed[field] = change._opened[field] = value;
        }

        return change;
    }

    /// <returns>Null where it is no form of ours.</returns>
    public static TypedChange? Of(IFormCollection form)
    {
        if (!int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version))
        {
            return null;
        }

        var change = new TypedChange { Version = version, Reason = form["motif"].ToString().Trim(), IsNewPerson = form.ContainsKey(TypedLine.NewPerson) };
        foreach (var field in Fields.Where(field => form.ContainsKey(field)))
        {
            (change._typed[field], change._opened[field]) = (form[field].ToString().Trim(), form[Before + field].ToString());
        }

        return change;
    }

    public static string NameBefore(string field) => Before + field;

    public string Opened(string field) => _opened.GetValueOrDefault(field, "");

    public static Dictionary<string, string> ValuesOf(InterventionView line) => new()
    {
        ["date"] = line.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["intervenant"] = line.Contributor,
        ["nature"] = line.Nature,
        ["domaine"] = line.Domain,
        ["intitule"] = line.Title ?? "",
        ["quantite"] = line.Quantity.ToString("0.####", CultureInfo.InvariantCulture),
        ["unite"] = line.Unit,
        ["regime"] = line.Regime ?? "exchanged",
        ["lieu"] = line.Place ?? "",
        ["programme"] = line.Programme ?? "",
        ["expertise"] = line.Expertise ?? "",
        ["soll"] = Sourcing.Answer(line.Sourcing, line.EmployerInformed) ?? "",
    };

    /// <summary>What differs from what was opened; the service judges the rest.</summary>
    /// <returns>Null where something cannot be read.</returns>
    public LineChanges? Read(string lending, People people, IReadOnlyDictionary<string, int> units, Faults faults, Wording words)
    {
        var changes = new LineChanges();
        if (Changed("date") is { } date)
        {
            changes.Date = TypedLine.DayOf(date);
            Need(changes.Date is not null, "date", "Fault.date");
        }

        if (Changed("quantite") is { } quantity)
        {
            changes.Quantity = TypedLine.QuantityOf(quantity, this["unite"], units);
            Need(changes.Quantity is not null, "quantite", "Fault.quantity");
        }

        if (Changed("intervenant") is { } person)
        {
            changes.Contributor = people.CodeOf(lending, person);
            Need(changes.Contributor.Length > 0, "intervenant", "Fault.missing.intervenant");
            if (people.DoubtOf(lending, person, IsNewPerson, words) is { } doubt)
            {
                faults.Add("intervenant", doubt);
            }
        }

        (changes.Nature, changes.Domain, changes.Unit, changes.Regime) = (Changed("nature"), Changed("domaine"), Changed("unite"), Changed("regime"));
        (changes.Title, changes.Place, changes.Programme, changes.Expertise) = (Changed("intitule"), Changed("lieu"), Changed("programme"), Changed("expertise"));
        if (Changed("soll") is { } sourcing)
        {
            (changes.Sourcing, changes.EmployerInformed) = Sourcing.Read(sourcing);
        }

        return faults.Any ? null : changes;

        void Need(bool isRead, string field, string code)
        {
            if (!isRead)
            {
                faults.Add(field, words[code]);
            }
        }
    }

    private string? Changed(string field) => _typed.TryGetValue(field, out var typed) && typed != _opened.GetValueOrDefault(field) ? typed : null;
}
