using System.Globalization;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Host.Demo;

/// <summary>The people of the demo.</summary>
internal static class DemoCast
{
    /// <summary>Everybody's password. The demo is for one's own machine.</summary>
    public const string Password = "upper-back-demo";

    private static readonly string[] Zones =
    [
        "Asia/Kolkata",
        "Asia/Kolkata",
        "Asia/Kolkata",
        "Europe/Berlin",
        "Europe/London",
        "America/New_York",
        "Asia/Singapore",
        "Australia/Sydney",
    ];

    private static readonly string[] Names =
    [
        "Aarav Shah",
        "Priya Nair",
        "Tomás Rivera",
        "Hannah Becker",
        "Kabir Malhotra",
        "Emily Carter",
        "Wei Ling Tan",
        "Jonas Weber",
        "Ananya Rao",
        "Oliver Hughes",
        "Fatima Khan",
        "Lucas Martin",
        "Ishaan Gupta",
        "Sofia Rossi",
        "Noah Kim",
        "Divya Menon",
        "Maya Cohen",
        "Rohan Desai",
        "Clara Schmidt",
        "Arjun Reddy",
        "Zoë Bakker",
        "Neha Kulkarni",
        "Daniel Osei",
        "Sara Lindqvist",
        "Vikram Singh",
        "Amelia Brown",
        "Farah Siddiqui",
        "Leo Fontaine",
        "Kavya Pillai",
        "Grace Mbeki",
        "Aditya Joshi",
        "Ingrid Olsen",
        "Samir Haddad",
        "Ritu Agarwal",
        "Marco Bianchi",
        "Yuki Tanaka",
    ];

    /// <summary>Whom a newcomer signs in as.</summary>
    public static DemoMember Newcomer { get; } = Person(1, "asha", "Asha Verma", "Asia/Kolkata", 1.0, Roles.Member);

    /// <summary>Who leads every class.</summary>
    public static DemoMember Instructor { get; } =
        Person(2, "meera", "Meera Iyer", "Asia/Kolkata", 0, Roles.Member, Roles.Instructor);

    /// <summary>Who helps to correct.</summary>
    public static DemoMember Coach { get; } =
        Person(3, "cleo", "Cleo Marsh", "Europe/London", 0, Roles.Member, Roles.Coach);

    /// <summary>Who grants roles.</summary>
    public static DemoMember Admin { get; } = Person(4, "admin", "Ada Admin", "Etc/UTC", 0, Roles.Member, Roles.Admin);

    /// <summary>The community; the first of them are simulated in the live class.</summary>
    public static IReadOnlyList<DemoMember> Community { get; } =
    [
        .. Names.Select(
            (name, i) =>
                Person(
                    10 + i,
                    name.Split(' ')[0].ToLowerInvariant().Replace('á', 'a').Replace('ë', 'e')
                        + (10 + i).ToString(CultureInfo.InvariantCulture),
                    name,
                    Zones[i % Zones.Length],
                    i % 6 == 0 ? 0.97 : 0.45 + (i * 7 % 11 / 20.0),
                    Roles.Member
                )
        ),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoMember> All { get; } = [Newcomer, Instructor, Coach, Admin, .. Community];

    private static DemoMember Person(
        int number,
        string mailbox,
        string name,
        string zone,
        double diligence,
        params string[] roles
    ) =>
        new(
            DemoPeople.IdOf(number),
            DemoPeople.EmailOf(mailbox),
            name,
            zone,
            roles,
            OnBoards: number > 1 && number % 9 != 0,
            diligence
        );
}
