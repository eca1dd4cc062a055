using HourExchange.Console;
using HourExchange.Console.Demo;
using HourExchange.Console.Invited;

// What ./hx does not do in bash.
System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
try
{
    switch (args)
    {
        case ["token", var keyFile, var institution, var role, .. var rest] when rest.Length <= 1:
            Console.WriteLine(Tokens.Sign(keyFile, institution, role, rest.FirstOrDefault()));
            return 0;
        case ["key", var keyFile]:
            HourExchange.Plumbing.Security.DevelopmentTokens.EnsureKey(keyFile);
            return 0;
        case ["demo", var keyFile, var samples, var interventions, var ledger, var reporting]:
            using (var api = new Api(new DevelopmentCallers(keyFile), new ServiceAddresses(interventions, ledger, reporting)))
            {
                await SampleYear.Run(api, SavedSheets.Beside(keyFile), samples);
            }

            return 0;
        case ["enter", var folder, var samples]:
            await InvitedHouse.Run(folder, samples);
            return 0;
        case ["tour", var keyFile, var interventions, var ledger, var reporting]:
            await Tour.Run(keyFile, new ServiceAddresses(interventions, ledger, reporting));
            return 0;
        case ["links", var samples, var signIn]:
            SignInLinks.Print(samples, new Uri(signIn), Environment.GetEnvironmentVariable("HX_TRIAL_KEY") ?? throw new DemoException("HX_TRIAL_KEY is missing."));
            return 0;
        default:
            await Console.Error.WriteLineAsync("usage: token KEY INST ROLE [SUBJECT] | key KEY | demo KEY SAMPLES INTERVENTIONS LEDGER REPORTING | tour KEY INTERVENTIONS LEDGER REPORTING | enter FOLDER SAMPLES | links SAMPLES SIGN-IN");
            return 2;
    }
}
catch (Exception exception) when (exception is DemoException or IOException or HttpRequestException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
