import BuiltInScorers
import GuildmarkCLI
import OurScorers

Guildmark.main(scorers: builtInScorers + [WeekendCover.self])
