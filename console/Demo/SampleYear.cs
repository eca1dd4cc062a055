using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>
/// The main job on real input: agreements recorded and consented to, lists imported and confirmed by both sides, posted,
/// reported. Everything through the public API; run again it changes nothing.
/// </summary>
internal sealed class SampleYear(Api api, SavedSheets sheets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static async Task Run(Api api, SavedSheets sheets, string folder)
    {
        var (institutions, agreements) = SampleAgreement.Read(folder);
        await new SampleYear(api, sheets).Run(institutions, agreements);
    }

    private async Task Run(IReadOnlyList<InstitutionRequest> institutions, IReadOnlyList<SampleAgreement> agreements)
    {
        foreach (var institution in institutions)
        {
            await api.Interventions(Roles.AnyInstitution, Roles.Operator).RegisterInstitutionAsync(institution);
        }

        Say($"{institutions.Count} institutions connues");
        var provisional = new List<(SampleAgreement Agreement, string Year)>();
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
            provisional.AddRange(years.TakeLast(1).Select(year => (agreement, year)));
        }

        // The year that is still open: its bilan is provisional.
        System.Console.WriteLine();
        foreach (var (agreement, year) in provisional)
        {
            using var reader = api.ReportingFiles(agreement.Parties[0], Roles.Management);
            await sheets.Save(reader, $"api/v1/reports/yearly/{agreement.Ref}/{year}", $"bilan-{agreement.Ref}-{year}");
        }
    }

    private async Task Sign(SampleAgreement agreement)
    {
        var management = api.Interventions(agreement.Parties[0], Roles.Management);
        try
        {
            await management.RecordAgreementAsync(agreement.Content);
        }
        catch (DemoException refusal) when (refusal.Code == "agreement-ref-taken")
        {
            // By an earlier run.
        }

        var hash = (await management.GetAgreementAsync(agreement.Ref)).Result.Layers[0].Hash;
        foreach (var party in agreement.Parties)
        {
            await api.Interventions(party, Roles.Management).ConsentToAgreementAsync(agreement.Ref, new() { Hash = hash });
        }

        Say($"{agreement.Ref} : convention en vigueur, accord de {string.Join(" et ", agreement.Parties)}");
    }

    /// <returns>How many lines the list has brought in, now or when it was first imported.</returns>
    private async Task<int> ImportAndConfirm(SampleAgreement agreement, string list, string registrar)
    {
        var file = await File.ReadAllBytesAsync(list);
        var name = Path.GetFileName(list);
        var imports = api.Interventions(registrar, Roles.Registrar);
        await imports.ImportLinesAsync(agreement.Ref, new MemoryStream(file), dryRun: true);
        // The same file is the same import: a run that was interrupted goes on where it stopped.
        var key = "demo-" + Convert.ToHexStringLower(SHA256.HashData(file))[..32];
        var result = (await imports.ImportLinesAsync(agreement.Ref, new MemoryStream(file), idempotency_Key: key)).Result;
        Say($"{agreement.Ref} : {name} importé par {registrar} : {result.Accepted} lignes, {result.Duplicates} déjà connues");
        if (result.Accepted > 0)
        {
            foreach (var party in agreement.Parties)
            {
                var keys = (await api.Interventions(party, Roles.Approver).ConfirmInterventionsAsync(new() { Import = result.Import })).Result;
                Say(keys.Turned == 0
                    ? $"{agreement.Ref} : {name} : {party} avait déjà tourné ses {keys.AlreadyTurned} clés"
                    : $"{agreement.Ref} : {name} : {party} tourne {keys.Turned} clés, {keys.Confirmed} lignes confirmées");
            }
        }

        return result.Accepted;
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
            years.Add((await api.Interventions(agreement.Parties[0], Roles.Registrar).GetTermsAsync(agreement.Ref, day)).Result.Year);
        }

        return years;
    }

    private async Task AwaitReport(SampleAgreement agreement, int lines)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var postings = await OnceKnown(() => CountPostings(agreement));
            var complete = await OnceKnown(async () =>
                (await api.Reporting(agreement.Parties[0], Roles.Auditor).GetYearlyReportAsync(agreement.Ref, "2000-2001")).Result.Complete.Postings);
            if (postings >= lines && complete == postings)
            {
                Say($"{agreement.Ref} : {postings} écritures passées, rapport complet jusqu'à l'écriture n° {complete} ({waiting.Elapsed.TotalSeconds:0.0} s)");
                return;
            }

            if (waiting.Elapsed > Patience)
            {
                throw new DemoException($"{agreement.Ref}: {lines} lines are confirmed, {postings ?? 0} posted, {complete ?? 0} reported, and nothing more comes.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private async Task<long> CountPostings(SampleAgreement agreement)
    {
        using var book = await api.Ledger(agreement.Parties[0], Roles.Auditor).GetPostingsAsync(agreement.Ref);
        using var lines = new StreamReader(book.Stream);
        return (await lines.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    /// <returns>Null while the agreement has not reached the ledger, or the reports.</returns>
    private static async Task<long?> OnceKnown(Func<Task<long>> count)
    {
        try
        {
            return await count();
        }
        catch (DemoException refusal) when (refusal.Code is "book-not-found" or "agreement-not-found")
        {
            return null;
        }
    }

    private static void Say(string line) => System.Console.WriteLine("  " + line);
}
