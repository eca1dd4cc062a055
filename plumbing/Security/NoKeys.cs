using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// A service that takes tokens alone seals nothing: the keys that the framework makes at each start are kept nowhere, where it would write them into the
/// home folder and warn of it.
/// </summary>
internal sealed class NoKeys : IXmlRepository
{
    public static void Use(IServiceCollection services)
    {
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new NoKeys());
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }

    public IReadOnlyCollection<XElement> GetAllElements() => [];

    public void StoreElement(XElement element, string friendlyName)
    {
    }
}
