using HourExchange.Identity;
using HourExchange.Identity.Keeping;
using Microsoft.EntityFrameworkCore;

// What the first migration was made from, and a further one is made by comparing.
if (args is ["schema"])
{
    await using var tables = new IdentityTables(IdentityTables.Described);
    Console.Write(tables.Database.GenerateCreateScript());
    return 0;
}

return await IdentityService.Host.Main(args);
