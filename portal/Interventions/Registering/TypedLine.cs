using System.Globalization;
using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Changing;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using Microsoft.Extensions.Primitives;

namespace HourExchange.Portal.Interventions.Registering;

/// <summary>A line as it is being typed: text, whatever it says.</summary>
public sealed class TypedLine(IEnumerable<KeyValuePair<string, StringValues>> fields)
{
    /// <summary>From the service's names of fields to those of the form.</summary>
    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["date"] = "date",
        ["lendingInstitution"] = "sens",
        ["receivingInstitution"] = "sens",
        ["contributor"] = "intervenant",
        ["domain"] = "domaine",
        ["nature"] = "nature",
        ["title"] = "intitule",
        ["quantity"] = "quantite",
        ["unit"] = "unite",
        ["sourcing"] = "soll",
        ["employerInformed"] = "soll",
        ["regime"] = "regime",
        ["programme"] = "programme",
        ["expertise"] = "expertise",
        ["place"] = "lieu",
        ["reference"] = "ref",
    };

    /// <summary>The box by which the writer says that a code that the other side has too is somebody new.</summary>
    public const string NewPerson = "personne-nouvelle";

    /// <summary>The box by which the writer says that a day that has passed is meant.</summary>
    public const string PastDay = "jour-passe";

    /// <summary>The box by which the writer says that the line is another one than that which looks like it.</summary>
    public const string Twice = "deux-fois";

    private readonly Dictionary<string, StringValues> _fields = fields.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value);

    public string? this[string name] => _fields.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Those days of a series that are kept.</summary>
    public IReadOnlyList<DateOnly> Days => _fields.TryGetValue("jour", out var days) ? [.. days.Select(DayOf).OfType<DateOnly>().Distinct().Order()] : [];

    /// <summary>Codes of those who teach together, a line each as it was typed.</summary>
    public IReadOnlyList<string> Together => [.. (this["intervenants"] ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>
    /// What a line says, to begin another with. Of one that is not to be, its day is kept and who gives is to be chosen: that is what a correction
    /// cannot change.
    /// </summary>
    public static TypedLine Like(InterventionView line)
    {
        var values = TypedChange.ValuesOf(line);
        values["convention"] = line.Agreement;
        if (LineText.IsOver(line))
        {
            return new TypedLine(values.Select(Field));
        }

        values.Remove("date");
        values["sens"] = $"{line.LendingInstitution}>{line.ReceivingInstitution}";
        return new TypedLine(values.Select(Field));

        static KeyValuePair<string, StringValues> Field(KeyValuePair<string, string> value) => KeyValuePair.Create(value.Key, new StringValues(value.Value));
    }

    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Decimal comma or point, as in lists.</summary>
    public static decimal? QuantityOf(string? text) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity) ? quantity : null;

    /// <summary>Units, or how long it took: <c>1:30</c> are 2 periods of 45 minutes.</summary>
    /// <param name="units">Minutes by unit.</param>
    /// <returns>Null where it is neither, or no whole number of hundredths of the unit.</returns>
    public static decimal? QuantityOf(string? text, string? unit, IReadOnlyDictionary<string, int> units) => QuantityOf(text)
        ?? (HoursTyped.TryRead(text, out var read) && read is { } minutes && units.GetValueOrDefault(unit ?? "") is > 0 and var each && minutes * 100 % each == 0 ? (decimal)minutes / each : null);

    /// <summary>What is to be sent; the service judges it. What cannot be read is a fault, and empty in it.</summary>
    /// <returns>Null where nothing can be judged: between whom or on which day is not said.</returns>
    public InterventionRequest? Read(RegisterKind kind, People people, IReadOnlyDictionary<string, int> units, Faults faults, Wording words)
    {
        var sides = (this["sens"] ?? "").Split('>');
        if (sides is not [var lending, var receiving])
        {
            faults.Add("sens", words["Fault.missing.sens"]);
            (lending, receiving) = ("", "");
        }

        var dates = kind == RegisterKind.Series ? Days : DayOf(this["date"]) is { } day ? [day] : [];
        if (dates.Count == 0)
        {
            faults.Add(kind == RegisterKind.Series ? "debut" : "date", words[kind == RegisterKind.Series ? "Fault.days" : "Fault.date"]);
        }

        var typed = kind == RegisterKind.CoTaught ? Together : this["intervenant"]?.Trim() is { Length: > 0 } one ? [one] : [];
        var codes = typed.Select(text => people.CodeOf(lending, text)).ToList();
        foreach (var doubt in lending.Length == 0 ? [] : typed.Select(text => people.DoubtOf(lending, text, this[NewPerson] is not null, words)).OfType<string>())
        {
            faults.Add(kind == RegisterKind.CoTaught ? "intervenants" : "intervenant", doubt);
        }

        if (codes.Count == 0 || (kind == RegisterKind.CoTaught && codes.Count < 2))
        {
            faults.Add(kind == RegisterKind.CoTaught ? "intervenants" : "intervenant", words[kind == RegisterKind.CoTaught ? "Fault.together" : "Fault.missing.intervenant"]);
        }

        if (QuantityOf(this["quantite"], this["unite"], units) is not { } quantity)
        {
            faults.Add("quantite", words["Fault.quantity"]);
            quantity = 0;
        }

        foreach (var name in (string[])["nature", "domaine", "unite"])
        {
            if (string.IsNullOrEmpty(this[name]))
            {
                faults.Add(name, words[$"Fault.missing.{name}"]);
            }
        }

        if (lending.Length == 0 || dates.Count == 0)
        {
            return null;
        }

        var (sourcing, informed) = Sourcing.Read(this["soll"]);
        return new InterventionRequest
        {
            Agreement = this["convention"] ?? "",
            Reference = Text("ref"),
            State = kind == RegisterKind.Requested || this["etat"] == "requested" ? "requested" : "delivered",
            Date = dates[0],
            Dates = dates.Count > 1 ? [.. dates.Skip(1)] : null,
            LendingInstitution = lending,
            ReceivingInstitution = receiving,
            Contributor = codes.FirstOrDefault() ?? "",
            CoTeachers = codes.Count > 1 ? [.. codes.Skip(1)] : null,
            Domain = this["domaine"] ?? "",
            Nature = this["nature"] ?? "",
            Title = Text("intitule"),
            Quantity = quantity,
            Unit = this["unite"] ?? "",
            Sourcing = sourcing,
            EmployerInformed = informed,
            Regime = Text("regime"),
            Programme = Text("programme"),
            Expertise = Text("expertise"),
            Place = Text("lieu"),
        };
    }

    /// <summary>Null where nothing was typed: what is not said is not sent.</summary>
    public string? Text(string name) => this[name]?.Trim() is { Length: > 0 } text ? text : null;
}
