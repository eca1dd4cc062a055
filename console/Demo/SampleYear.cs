using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>
/// The main job on real input: agreements recorded and consented to, lists imported and confirmed by both sides, posted,
/// reported. Everything through the public API; run again it changes nothing.
/// </summary>
internal sealed class SampleYear(Api api)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private string Interventions => api.Addresses.Interventions + "/api/v1";

    private string Ledger => api.Addresses.Ledger + "/api/v1";

    private string Reporting => api.Addresses.Reporting + "/api/v1";

    public static async Task Run(string keyFile, string folder, ServiceAddresses addresses)
    {
        var (institutions, agreements) = SampleAgreement.Read(folder);
        using var api = new Api(keyFile, addresses);
        await new SampleYear(api).Run(institutions, agreements);
    }

    private async Task Run(IReadOnlyList<JsonElement> institutions, IReadOnlyList<SampleAgreement> agreements)
    {
        foreach (var institution in institutions)
        {
            await api.PostJson(Roles.AnyInstitution, Roles.Operator, $"{Interventions}/institutions", institution);
        }

        Say($"{institutions.Count} institutions connues");
        foreach (var agreement in agreements)
        {
            await Sign(agreement);
            var imported = 0;
            var years = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (list, index) in agreement.Lists.Select((list, index) => (list, index)))
            {
                imported += await ImportAndConfirm(agreement, list, agreement.Parties[index % agreement.Parties.Count]);
                years.UnionWith(await YearsOf(agreement, list));
            }

            await AwaitReport(agreement, imported);
            await Figures.Print(api, agreement, years);
        }
    }

    private async Task Sign(SampleAgreement agreement)
    {
        var url = $"{Interventions}/agreements";
        await api.PostJson(agreement.Parties[0], Roles.Management, url, agreement.Content, allowed: "agreement-ref-taken");
        var layers = (await api.Get(agreement.Parties[0], Roles.Management, $"{url}/{agreement.Ref}")).GetProperty("layers");
        var hash = layers[0].GetProperty("hash").GetString();
        foreach (var party in agreement.Parties)
        {
            await api.PostJson(party, Roles.Management, $"{url}/{agreement.Ref}/consents", new { hash });
        }

        Say($"{agreement.Ref} : convention en vigueur, accord de {string.Join(" et ", agreement.Parties)}");
    }

    /// <returns>How many lines the list has brought in, now or when it was first imported.</returns>
    private async Task<int> ImportAndConfirm(SampleAgreement agreement, string list, string registrar)
    {
        var file = await File.ReadAllBytesAsync(list);
        var url = $"{Interventions}/imports?agreement={agreement.Ref}";
        var name = Path.GetFileName(list);
        await api.Post(registrar, Roles.Registrar, $"{url}&dryRun=true", Csv(file));
        // The same file is the same import: a run that was interrupted goes on where it stopped.
        var key = "demo-" + Convert.ToHexStringLower(SHA256.HashData(file))[..32];
        var result = await api.Post(registrar, Roles.Registrar, url, Csv(file), key);
        var accepted = result.GetProperty("accepted").GetInt32();
        Say($"{agreement.Ref} : {name} importé par {registrar} : {accepted} lignes, {result.GetProperty("duplicates").GetInt32()} déjà connues");
        if (accepted > 0)
        {
            var import = result.GetProperty("import").GetString();
            foreach (var party in agreement.Parties)
            {
                var confirmation = await api.PostJson(party, Roles.Approver, $"{Interventions}/interventions/confirmations", new { import });
                var turned = confirmation.GetProperty("turned").GetInt32();
                Say(turned == 0
                    ? $"{agreement.Ref} : {name} : {party} avait déjà tourné ses {confirmation.GetProperty("alreadyTurned").GetInt32()} clés"
                    : $"{agreement.Ref} : {name} : {party} tourne {turned} clés, {confirmation.GetProperty("confirmed").GetInt32()} lignes confirmées");
            }
        }

        return accepted;
    }

    /// <summary>The academic years of a list's dates, as the agreement begins its years.</summary>
    private async Task<IEnumerable<string>> YearsOf(SampleAgreement agreement, string list)
    {
        var months = (await File.ReadAllLinesAsync(list)).SelectMany(line => line.Split(';'))
            .Select(cell => DateOnly.TryParseExact(cell, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : default)
            .Where(date => date != default).GroupBy(date => (date.Year, date.Month)).Select(month => month.Max());
        var years = new HashSet<string>(StringComparer.Ordinal);
        foreach (var day in months)
        {
            var terms = await api.Get(agreement.Parties[0], Roles.Registrar, $"{Interventions}/agreements/{agreement.Ref}/terms?on={day:yyyy-MM-dd}");
            years.Add(terms.GetProperty("year").GetString()!);
        }

        return years;
    }

    private async Task AwaitReport(SampleAgreement agreement, int lines)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var postings = await api.GetLines(agreement.Parties[0], Roles.Auditor, $"{Ledger}/books/{agreement.Ref}/postings");
            var complete = await CompleteTo(agreement);
            if (postings.Length >= lines && complete == postings.Length)
            {
                Say($"{agreement.Ref} : {postings.Length} écritures passées, rapport complet jusqu'à l'écriture n° {complete} ({waiting.Elapsed.TotalSeconds:0.0} s)");
                return;
            }

            if (waiting.Elapsed > Patience)
            {
                throw new DemoException($"{agreement.Ref}: {lines} lines are confirmed, {postings.Length} posted, {complete} reported, and nothing more comes.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private async Task<long> CompleteTo(SampleAgreement agreement)
    {
        try
        {
            var report = await api.Get(agreement.Parties[0], Roles.Auditor, $"{Reporting}/reports/yearly/{agreement.Ref}/2000-2001");
            return report.GetProperty("complete").GetProperty("postings").GetInt64();
        }
        catch (DemoException)
        {
            // The agreement has not reached the reports yet.
            return -1;
        }
    }

    private static ByteArrayContent Csv(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private static void Say(string line) => System.Console.WriteLine("  " + line);
}
