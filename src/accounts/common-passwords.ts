/** Words that guessers try first; a password that is only these, digits and signs is refused. */
export const commonWords: ReadonlySet<string> = new Set(
  `abc abcd abcdef abcdefg abcdefgh abcdefghij abcdefghijkl abcdefghijklm abcdefghijklmnop account admin administrator alexander
  america amsterdam andrea angel arsenal asdf asdfgh asdfghjkl asdfghjklqwertyuiop asdfghjklzxcvbnm autumn azerty azertyuiop
  babygirl banana barcelona baseball basketball batman beautiful bienvenue blink butterfly changeit changeme charlie cheese
  chelsea chocolate christmas cocacola company computer confidential cookie correcthorsebatterystaple dallas daniel default
  diamond doctor dolphin dragon dubsmash elephant email encrypted encryption england eternity facebook family february flower
  football forever freedom friday friends fuckyou germany google guest hallo hannover hannah hello helloworld hockey hunter iloveyou
  iloveyouforever internet january jennifer jessica jesus jesuschrist jordan killer kitty knight kombat krishna ladybug letmein letmeinnow
  linkedin liverpool login london loveme lovely lovelove loveyou mail manchester manchesterunited march master matrix mercedes message
  messagecenter michael michelle microsoft monday money monkey mortal motdepasse mustang mypassword naruto nicole ninja
  nintendo november office one onedirection oneplus orange outlook passe passw passwd password passwordone passwordpassword
  passwort pepper phoenix pokemon portugal princess purple qazwsx qazwsxedc qazwsxedcrfv qwer qwerasdf qwert qwerty qwertyqwerty
  qwertyui qwertyuiop qwertyuiopasdf qwertyuiopasdfghjkl qwertz qwertzuiop rainbow ranger realmadrid ronaldo samsung sample
  scooter sealgate secret secretpassword secure security september shadow silver slipknot snoopy soccer sommer spiderman
  spring starwars steelers stephanie strawberry summer sunday sunflower sunshine superman supersecret superstar sweetheart
  switzerland teacher temp temporary test teste tester testing testpassword testtest thisisapassword thunder tigger tinkerbell
  tomorrow trustno trustnoone twitter unknown user username valentine vanessa victoria viktoria wachtwoord wednesday
  welcome welcomeback welcomehome welkom whatever william willkommen windows winter wordpass yankees zaq zaqwsx zxcv zxcvbn
  zxcvbnm`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
