using System.Globalization;
using HourExchange.Portal;

// The locale of the machine changes nothing in what we write.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    await PortalHost.Build(args).RunAsync();
    return 0;
}
catch (InvalidOperationException exception)
{
    await Console.Error.WriteLineAsync($"portal: {exception.Message}");
    return 1;
}
