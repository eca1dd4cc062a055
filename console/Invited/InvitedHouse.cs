using HourExchange.Client.Interventions;
using HourExchange.Console.Demo;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Invited;

/// <summary>
/// The demonstration in a house in Production, by whom it lets in; and two things that only such a house shows: that a program decides nothing, and
/// that somebody who signs in sees the pages. Run again it changes nothing and prints the same figures.
/// </summary>
internal static class InvitedHouse
{
    /// <summary>Services that have just started answer slowly, and a page waits for seconds only: its reader opens it again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="folder">Has addresses.json and operator-link; who was let in is noted there.</param>
    public static async Task Run(string folder, string samples)
    {
        var house = HouseAddresses.Read(folder);
        using var callers = new InvitedCallers(house, folder);
        using var api = new Api(callers, house.Services, house.Connect());
        await SampleYear.Run(api, new SavedSheets(Path.Combine(folder, "sheets")), samples);
        await ShowProgramDecidesNothing(house, callers, SampleAgreement.Read(samples).Agreements[0]);
        await ShowPages(house, callers, SampleAgreement.Read(samples).Agreements[0]);
        System.Console.WriteLine($"  {callers.Accounts.Count(one => !one.IsProgram)} personnes et {callers.Accounts.Count(one => one.IsProgram)} programmes sont entrés");
    }

    /// <exception cref="DemoException">It does.</exception>
    private static async Task ShowProgramDecidesNothing(HouseAddresses house, InvitedCallers callers, SampleAgreement agreement)
    {
        using var http = new HttpClient(house.Connect()) { BaseAddress = new Uri(house.Interventions) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await callers.OfProgram(agreement.Parties[0], Roles.Management, Scopes.All));
        var client = new InterventionsClient(http);
        var hash = (await client.GetAgreementAsync(agreement.Ref)).Result.Layers[0].Hash;
        try
        {
            await client.ConsentToAgreementAsync(agreement.Ref, new() { Hash = hash });
        }
        catch (HourExchange.Client.ApiException refusal) when (refusal.StatusCode == 403)
        {
            System.Console.WriteLine("  Un programme lit une convention et n'y consent pas : 403");
            return;
        }

        throw new DemoException("A program has consented to an agreement.");
    }

    /// <exception cref="DemoException">The page does not show the line.</exception>
    private static async Task ShowPages(HouseAddresses house, InvitedCallers callers, SampleAgreement agreement)
    {
        var browser = await callers.Browser(agreement.Parties[0], Roles.Management);
        var (at, html) = await OpenAgain(browser, new Uri(house.Portal, $"/interventions?convention={agreement.Ref}"));
        if (at.Authority != house.Portal.Authority || !html.Contains(agreement.Ref, StringComparison.Ordinal))
        {
            throw new DemoException($"{at} does not show the lines of {agreement.Ref}.");
        }

        System.Console.WriteLine($"  Portail : les interventions de {agreement.Ref} se lisent après connexion");
    }

    private static async Task<(Uri At, string Html)> OpenAgain(Browsing browser, Uri page)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                return await browser.Open(page);
            }
            catch (DemoException) when (TimeProvider.System.GetUtcNow() < until)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }
}
