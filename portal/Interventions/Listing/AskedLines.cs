using System.Globalization;
using HourExchange.Client;
using HourExchange.Client.Interventions;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Interventions.Listing;

/// <summary>The filters of the list as they stand in its address. What is empty does not narrow.</summary>
public sealed record AskedLines
{
    public const int PageSize = 50;

    private static readonly string[] Names = ["convention", "annee", "donne", "recoit", "domaine", "nature", "etat", "regime", "comptabilisee", "du", "au", "personne", "import", "serie", "attend", "q"];

    private readonly Dictionary<string, string> _asked = [];

    /// <summary>In the query: the earliest line first.</summary>
    public const string Order = "ordre";

    public const string Oldest = "anciennes";

    public string? After { get; private init; }

    public bool OldestFirst { get; private init; }

    public string? this[string name] => _asked.GetValueOrDefault(name);

    public bool Any => _asked.Count > 0;

    /// <summary>Those that are set, in the order of the form.</summary>
    public IEnumerable<(string Name, string Value)> All => Names.Where(_asked.ContainsKey).Select(name => (name, _asked[name]));

    public static AskedLines Of(IQueryCollection query)
    {
        var asked = new AskedLines { After = query["suite"].ToString() is { Length: > 0 } after ? after : null, OldestFirst = query[Order].ToString() == Oldest };
        foreach (var name in Names)
        {
            if (query[name].ToString().Trim() is { Length: > 0 } value)
            {
                asked._asked[name] = value;
            }
        }

        return asked;
    }

    /// <summary>Whether every value has a form that can be asked for; the service judges the rest.</summary>
    public bool IsReadable => (this["du"] is null || Day("du") is not null) && (this["au"] is null || Day("au") is not null)
        && (this["import"] is null || Id("import") is not null) && (this["serie"] is null || Id("serie") is not null);

    public Task<Reply<InterventionPage>> Page(InterventionsClient client, CancellationToken stopping) => client.ListInterventionsAsync(
        agreement: this["convention"], state: this["etat"], from: Day("du"), to: Day("au"), year: this["annee"], lendingInstitution: this["donne"],
        receivingInstitution: this["recoit"], contributor: this["personne"], nature: this["nature"], domain: this["domaine"], import: Id("import"), series: Id("serie"),
        regime: this["regime"], posted: Posted, waiting: this["attend"], search: this["q"], after: After, limit: PageSize, newestFirst: !OldestFirst, cancellationToken: stopping);

    public Task<Reply<ListTotals>> Totals(InterventionsClient client, CancellationToken stopping) => client.TotalInterventionsAsync(
        agreement: this["convention"], state: this["etat"], from: Day("du"), to: Day("au"), year: this["annee"], lendingInstitution: this["donne"],
        receivingInstitution: this["recoit"], contributor: this["personne"], nature: this["nature"], domain: this["domaine"], import: Id("import"), series: Id("serie"),
        regime: this["regime"], posted: Posted, waiting: this["attend"], search: this["q"], cancellationToken: stopping);

    public Task<FileResponse> Workbook(InterventionsClient client, string language, CancellationToken stopping) => client.ExportWorkbookAsync(
        language: language, agreement: this["convention"], state: this["etat"], from: Day("du"), to: Day("au"), year: this["annee"], lendingInstitution: this["donne"],
        receivingInstitution: this["recoit"], contributor: this["personne"], nature: this["nature"], domain: this["domaine"], import: Id("import"), series: Id("serie"),
        regime: this["regime"], posted: Posted, waiting: this["attend"], search: this["q"], cancellationToken: stopping);

    public Task<FileResponse> Csv(InterventionsClient client, string dialect, CancellationToken stopping) => client.ExportInterventionsAsync(
        dialect: dialect, agreement: this["convention"], state: this["etat"], from: Day("du"), to: Day("au"), year: this["annee"], lendingInstitution: this["donne"],
        receivingInstitution: this["recoit"], contributor: this["personne"], nature: this["nature"], domain: this["domaine"], import: Id("import"), series: Id("serie"),
        regime: this["regime"], posted: Posted, waiting: this["attend"], search: this["q"], cancellationToken: stopping);

    /// <summary>The same filters at another address of the list.</summary>
    /// <param name="after">Where its next page begins.</param>
    public string At(string path, string? after = null) => At(path, after, OldestFirst);

    /// <summary>The first page of the same lines from their other end.</summary>
    public string TurnedRound => At(LinePaths.List, null, !OldestFirst);

    /// <summary>The same filters, of one person instead of what was searched for.</summary>
    public string Of(string contributor) => With("q", "personne", contributor);

    /// <summary>The same filters, in one state instead of posted or not.</summary>
    public string In(string state) => With("comptabilisee", "etat", state);

    private string With(string instead, string name, string value) => QueryHelpers.AddQueryString(
        LinePaths.List, [.. All.Where(one => one.Name != instead && one.Name != name).Select(one => KeyValuePair.Create<string, string?>(one.Name, one.Value)), new(name, value)]);

    private string At(string path, string? after, bool oldestFirst) => QueryHelpers.AddQueryString(
        path,
        [
            .. All.Select(one => KeyValuePair.Create<string, string?>(one.Name, one.Value)),
            .. oldestFirst ? new[] { KeyValuePair.Create<string, string?>(Order, Oldest) } : [],
            .. after is null ? [] : new[] { KeyValuePair.Create<string, string?>("suite", after) },
        ]);

    private DateOnly? Day(string name) => DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Guid? Id(string name) => Guid.TryParse(this[name], out var id) ? id : null;

    private bool? Posted => this["comptabilisee"] switch { "oui" => true, "non" => false, _ => null };
}
